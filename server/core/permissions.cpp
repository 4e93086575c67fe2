#include "core/permissions.hpp"

#include "core/overload.hpp"

namespace courtside::core {
namespace {

constexpr Permission everybody{};
constexpr std::string_view push_is_for_helpers = "only coaches and peer experts get push messages";

constexpr Permission administrators(std::string_view otherwise) {
    Roles roles;
    roles.add(Role::admin);
    return {roles, otherwise};
}

constexpr Permission helpers(std::string_view otherwise) {
    Roles roles;
    roles.add(Role::coach);
    roles.add(Role::peer);
    return {roles, otherwise};
}

}  // namespace

Permission permission_for(const Command& command) {
    // Every command by name: a new one does not compile before it is decided who may use it.
    return std::visit(
        Overload{
            [](const SetPresence& c) {
                return c.ready_until ? helpers(
                                           "only coaches and peer experts can be ready; ask an administrator "
                                           "for the role")
                                     : everybody;
            },
            [](const SetAvailability&) {
                return helpers("only coaches and peer experts have availability windows");
            },
            [](const SetPreferences&) {
                return helpers("only coaches and peer experts have preferences for the matching");
            },
            // Whoever works here may be stuck, coaches and managers included.
            [](const OpenIssue&) { return everybody; },
            [](const Ask&) { return everybody; },
            [](const AskAgain&) { return everybody; },
            [](const Block&) { return everybody; },
            [](const Unblock&) { return everybody; },
            [](const CancelRequest&) { return everybody; },
            [](const SolvedAlone&) { return everybody; },
            // Offers are made to coaches and peers only. One who lost the role still answers what is open.
            [](const OfferShown&) { return everybody; },
            [](const AcceptOffer&) { return everybody; },
            [](const DeclineOffer&) { return everybody; },
            // Participants, whatever their roles are by now.
            [](const JoinSession&) { return everybody; },
            [](const SendMessage&) { return everybody; },
            [](const SetTyping&) { return everybody; },
            [](const Mark&) { return everybody; },
            [](const SendSignal&) { return everybody; },
            [](const Extend&) { return everybody; },
            [](const WrongMatch&) { return everybody; },
            [](const EndSession&) { return everybody; },
            [](const CloseWithWord&) { return everybody; },
            // Reads are of one's own, and of the catalogue.
            [](const FetchIssues&) { return everybody; },
            [](const FetchSessions&) { return everybody; },
            [](const FetchMessages&) { return everybody; },
            [](const SearchMessages&) { return everybody; },
            [](const FetchSkills&) { return everybody; },
            // One who lost the role still sees what was offered.
            [](const FetchOffers&) { return everybody; },
            // Whoever coached in the session, whatever their roles are by now; no manager, no administrator.
            [](const WriteNote&) { return everybody; },
            [](const FetchNotes&) { return everybody; },
            [](const FetchBriefing&) { return everybody; },
            [](const HandOver&) { return everybody; },
            [](const InviteExpert&) { return everybody; },
            [](const LeaveSession&) { return everybody; },
            [](const FetchWaiting&) { return helpers("only coaches and peer experts see what waits"); },
            // Only offers are pushed. Whoever lost the role may still take a channel away.
            [](const SubscribePush&) { return helpers(push_is_for_helpers); },
            [](const UnsubscribePush&) { return everybody; },
            [](const TestPush&) { return helpers(push_is_for_helpers); },
            [](const ConfirmPush&) { return helpers(push_is_for_helpers); },
            [](const FetchMyData&) { return everybody; },
            [](const EraseMe&) { return everybody; },
            // On one's own request.
            [](const TakePromise&) { return everybody; },
            [](const WidenRequest&) { return everybody; },
            // Of groups, never of anybody; managers have no part in it.
            [](const FetchCoverage&) {
                return administrators("only administrators see the coverage report");
            },
        },
        command);
}

}  // namespace courtside::core
