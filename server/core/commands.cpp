#include "core/commands.hpp"

#include "core/hash.hpp"
#include "core/overload.hpp"

#include <type_traits>

namespace courtside::core {
namespace {

void add(Hash& hash, const std::optional<TimeWindow>& window) {
    hash.byte(window ? 1 : 0);
    if (window) {
        hash.number(static_cast<std::uint64_t>(window->from.ms));
        hash.number(static_cast<std::uint64_t>(window->to.ms));
    }
}

void add(Hash& hash, const std::vector<PersonId>& people) {
    hash.number(people.size());
    for (const PersonId person : people) {
        hash.number(person.value);
    }
}

template <class E>
requires std::is_enum_v<E>
void add(Hash& hash, E value) {
    hash.byte(static_cast<std::uint8_t>(value));
}

}  // namespace

bool needs_command_id(const Command& command) {
    return std::visit(Overload{
                          [](const SetPresence&) { return false; },
                          [](const SetAvailability&) { return false; },
                          [](const SetPreferences&) { return false; },
                          [](const OfferShown&) { return false; },
                          [](const SetTyping&) { return false; },
                          [](const Mark&) { return false; },
                          [](const SendSignal&) { return false; },
                          [](const FetchIssues&) { return false; },
                          [](const FetchSessions&) { return false; },
                          [](const FetchMessages&) { return false; },
                          [](const SearchMessages&) { return false; },
                          [](const FetchSkills&) { return false; },
                          [](const FetchOffers&) { return false; },
                          [](const FetchNotes&) { return false; },
                          [](const FetchBriefing&) { return false; },
                          [](const FetchWaiting&) { return false; },
                          // Doing these again does no harm.
                          [](const SubscribePush&) { return false; },
                          [](const UnsubscribePush&) { return false; },
                          [](const TestPush&) { return false; },
                          [](const ConfirmPush&) { return false; },
                          [](const FetchMyData&) { return false; },
                          [](const EraseMe&) { return false; },
                          [](const FetchCoverage&) { return false; },
                          [](const auto&) { return true; },
                      },
                      command);
}

std::uint64_t fingerprint(const Command& command) {
    Hash hash;
    hash.number(command.index());
    std::visit(Overload{
                   [&](const OpenIssue& c) {
                       hash.text(c.title);
                       hash.text(c.description);
                   },
                   [&](const Ask& c) {
                       hash.number(c.issue.value);
                       hash.number(c.minutes);
                       add(hash, c.window);
                       hash.number(static_cast<std::uint64_t>(c.needed_by.ms));
                       hash.text(c.skill);
                       hash.number(c.least_level);
                       hash.text(c.language);
                       add(hash, c.prefer);
                       add(hash, c.leave_out);
                       hash.byte(c.allow_manager ? 1 : 0);
                       hash.byte(c.leave_out_unit ? 1 : 0);
                   },
                   [&](const AskAgain& c) {
                       hash.number(c.issue.value);
                       hash.number(c.minutes);
                       add(hash, c.window);
                       hash.number(static_cast<std::uint64_t>(c.needed_by.ms));
                   },
                   [&](const Block& c) { hash.number(c.person.value); },
                   [&](const Unblock& c) { hash.number(c.person.value); },
                   [&](const CancelRequest& c) { hash.number(c.request.value); },
                   [&](const SolvedAlone& c) { hash.number(c.request.value); },
                   [&](const AcceptOffer& c) { hash.number(c.offer.value); },
                   [&](const DeclineOffer& c) {
                       hash.number(c.offer.value);
                       add(hash, c.reason);
                       hash.text(c.note);
                   },
                   [&](const JoinSession& c) { hash.number(c.session.value); },
                   [&](const SendMessage& c) {
                       hash.number(c.session.value);
                       hash.number(content_hash(c.kind, c.moment, c.reply_to, c.text));
                   },
                   [&](const Extend& c) {
                       hash.number(c.session.value);
                       hash.byte(c.agree ? 1 : 0);
                   },
                   [&](const WrongMatch& c) { hash.number(c.session.value); },
                   [&](const EndSession& c) {
                       hash.number(c.session.value);
                       add(hash, c.outcome);
                       // Commands recorded before there were next steps keep their fingerprint.
                       if (!c.next_step.empty()) {
                           hash.text(c.next_step);
                       }
                   },
                   [&](const CloseWithWord& c) {
                       hash.number(c.session.value);
                       add(hash, c.solved);
                       add(hash, c.felt_heard);
                       add(hash, c.knows_next_step);
                       hash.text(c.line);
                   },
                   [&](const WriteNote& c) {
                       hash.number(c.session.value);
                       hash.text(c.text);
                   },
                   [&](const HandOver& c) {
                       hash.number(c.session.value);
                       hash.number(c.to.value);
                       hash.text(c.skill);
                       hash.text(c.line);
                   },
                   [&](const InviteExpert& c) {
                       hash.number(c.session.value);
                       hash.number(c.person.value);
                       hash.text(c.skill);
                   },
                   [&](const LeaveSession& c) { hash.number(c.session.value); },
                   [&](const TakePromise& c) {
                       hash.number(c.request.value);
                       add(hash, std::optional(c.window));
                   },
                   [&](const WidenRequest& c) { hash.number(c.request.value); },
                   [](const auto&) {},  // carries no command id
               },
               command);
    return hash.value();
}

}  // namespace courtside::core
