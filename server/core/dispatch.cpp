// From a command to the part of the domain that decides it.

#include "core/dispatch.hpp"

#include "core/ended.hpp"
#include "core/errors.hpp"
#include "core/experts.hpp"
#include "core/fetch.hpp"
#include "core/notes.hpp"
#include "core/offers.hpp"
#include "core/own_data.hpp"
#include "core/people.hpp"
#include "core/permissions.hpp"
#include "core/preferences.hpp"
#include "core/presence.hpp"
#include "core/promises.hpp"
#include "core/push.hpp"
#include "core/requests.hpp"
#include "core/sessions.hpp"
#include "core/talk.hpp"
#include "core/waiting.hpp"

#include <type_traits>

namespace courtside::core {
namespace {

template <class C>
constexpr bool is_on_session =
    std::is_same_v<C, JoinSession> || std::is_same_v<C, SendMessage> || std::is_same_v<C, SetTyping> ||
    std::is_same_v<C, Mark> || std::is_same_v<C, SendSignal> || std::is_same_v<C, Extend> ||
    std::is_same_v<C, WrongMatch> || std::is_same_v<C, EndSession> || std::is_same_v<C, CloseWithWord> ||
    std::is_same_v<C, WriteNote> || std::is_same_v<C, HandOver> || std::is_same_v<C, InviteExpert> ||
    std::is_same_v<C, LeaveSession>;

/// Fleeting ones are not worth a look into the store.
template <class C>
constexpr bool is_fleeting = std::is_same_v<C, SetTyping> || std::is_same_v<C, SendSignal>;

class Dispatcher {
public:
    Dispatcher(Context& context, ConnectionStates& connections, Caller& caller, const Command& command,
               LoadedEntity* loaded)
        : context_(context), connections_(connections), caller_(caller), command_(command), loaded_(loaded) {}

    MaybeReply operator()(const SetPresence& c) { return presence::set(context_, caller_, c); }
    MaybeReply operator()(const SetAvailability& c) { return presence::set_windows(context_, caller_, c); }
    MaybeReply operator()(const SetPreferences& c) { return preferences::set(context_, caller_, c); }
    MaybeReply operator()(const OpenIssue& c) { return requests::open_issue(context_, caller_, c); }
    MaybeReply operator()(const Ask& c) { return requests::ask(context_, caller_, c, loaded_issue()); }
    MaybeReply operator()(const AskAgain& c) {
        return requests::ask_again(context_, caller_, c, loaded_issue());
    }
    MaybeReply operator()(const Block& c) { return people::block(context_, caller_, c); }
    MaybeReply operator()(const Unblock& c) { return people::unblock(context_, caller_, c); }
    MaybeReply operator()(const CancelRequest& c) { return requests::cancel(context_, caller_, c); }
    MaybeReply operator()(const SolvedAlone& c) { return requests::solved_alone(context_, caller_, c); }
    MaybeReply operator()(const OfferShown& c) { return offers::shown(context_, caller_, c); }
    MaybeReply operator()(const AcceptOffer& c) { return offers::accept(context_, caller_, c); }
    MaybeReply operator()(const DeclineOffer& c) { return offers::decline(context_, caller_, c); }
    MaybeReply operator()(const FetchIssues& c) { return fetch::issues(context_, caller_, c); }
    MaybeReply operator()(const FetchSessions& c) { return fetch::sessions(context_, caller_, c); }
    MaybeReply operator()(const FetchMessages& c) { return fetch::messages(context_, caller_, c); }
    MaybeReply operator()(const SearchMessages& c) { return fetch::search(context_, caller_, c); }
    MaybeReply operator()(const FetchSkills& c) { return fetch::skills(context_, caller_, c); }
    MaybeReply operator()(const FetchOffers& c) { return fetch::offers(context_, caller_, c); }
    MaybeReply operator()(const FetchNotes& c) { return fetch::notes(context_, caller_, c); }
    MaybeReply operator()(const FetchBriefing& c) { return fetch::briefing(context_, caller_, c); }
    MaybeReply operator()(const FetchWaiting& c) { return waiting::fetch(context_, caller_, c); }
    MaybeReply operator()(const SubscribePush& c) { return push::subscribe(context_, caller_, c); }
    MaybeReply operator()(const UnsubscribePush& c) { return push::unsubscribe(context_, caller_, c); }
    MaybeReply operator()(const TestPush& c) { return push::test(context_, caller_, c); }
    MaybeReply operator()(const ConfirmPush& c) { return push::confirm(context_, caller_, c); }
    MaybeReply operator()(const FetchMyData& c) { return own_data::fetch(context_, caller_, c); }
    MaybeReply operator()(const EraseMe& c) { return own_data::erase(context_, connections_, caller_, c); }

    MaybeReply operator()(const TakePromise& c) { return promises::take(context_, caller_, c); }
    MaybeReply operator()(const WidenRequest& c) { return promises::widen(context_, caller_, c); }
    MaybeReply operator()(const FetchCoverage& c) { return fetch::coverage(context_, caller_, c); }

    /// Commands on a session: the caller has to take part in it.
    template <class C>
    requires is_on_session<C> MaybeReply operator()(const C& c) {
        const auto place = context_.tenant.sessions.find(c.session);
        if (place == context_.tenant.sessions.end()) {
            auto* loaded = loaded_ == nullptr ? nullptr : std::get_if<LoadedSession>(loaded_);
            return loaded == nullptr ? not_found("session")
                                     : ended::handle(context_, caller_, command_, *loaded);
        }
        // Who has left may still write their note.
        if (!std::is_same_v<C, WriteNote> && place->second.find(caller_.id()) == nullptr) {
            return not_found("session");
        }
        caller_.entity = c.session.value;
        return on_live(c, place->second);
    }

private:
    MaybeReply on_live(const JoinSession&, LiveSession& live) {
        return sessions::join(context_, caller_, live);
    }
    MaybeReply on_live(const SendMessage& c, LiveSession& live) {
        return talk::send(context_, caller_, live, c);
    }
    MaybeReply on_live(const SetTyping& c, LiveSession& live) {
        return talk::typing(context_, caller_, live, c);
    }
    MaybeReply on_live(const Mark& c, LiveSession& live) { return talk::mark(context_, caller_, live, c); }
    MaybeReply on_live(const SendSignal& c, LiveSession& live) {
        return talk::signal(context_, caller_, live, c);
    }
    MaybeReply on_live(const Extend& c, LiveSession& live) {
        return sessions::extend(context_, caller_, live, c);
    }
    MaybeReply on_live(const WrongMatch&, LiveSession& live) {
        return sessions::wrong_match(context_, caller_, live);
    }
    MaybeReply on_live(const EndSession& c, LiveSession& live) {
        return sessions::end(context_, caller_, live, c);
    }
    MaybeReply on_live(const CloseWithWord& c, LiveSession& live) {
        return sessions::close_with_word(context_, caller_, live, c);
    }
    MaybeReply on_live(const HandOver& c, LiveSession& live) {
        return sessions::hand_over(context_, caller_, live, c);
    }
    MaybeReply on_live(const InviteExpert& c, LiveSession& live) {
        return experts::invite(context_, caller_, live, c);
    }
    MaybeReply on_live(const LeaveSession&, LiveSession& live) {
        return experts::leave(context_, caller_, live);
    }
    MaybeReply on_live(const WriteNote& c, LiveSession& live) {
        return notes::write(context_, caller_, live.session, c);
    }

    [[nodiscard]] const Issue* loaded_issue() const {
        const auto* loaded = loaded_ == nullptr ? nullptr : std::get_if<LoadedIssue>(loaded_);
        return loaded == nullptr || !loaded->issue ? nullptr : &*loaded->issue;
    }

    Context& context_;
    ConnectionStates& connections_;
    Caller& caller_;
    const Command& command_;
    LoadedEntity* loaded_;
};

}  // namespace

std::optional<LoadKey> missing(const TenantState& tenant, const Caller& caller, const Command& command) {
    return std::visit(
        [&]<class C>(const C& c) -> std::optional<LoadKey> {
            if constexpr (std::is_same_v<C, Ask> || std::is_same_v<C, AskAgain>) {
                if (!tenant.issues.contains(c.issue)) {
                    return LoadIssue{tenant.tenant.id, c.issue};
                }
            } else if constexpr (is_on_session<C> && !is_fleeting<C>) {
                if (!tenant.sessions.contains(c.session)) {
                    const bool message = std::is_same_v<C, SendMessage>;
                    return LoadSession{tenant.tenant.id, c.session, message ? caller.id() : PersonId{},
                                       message ? caller.command_id : CommandId{}};
                }
            }
            return std::nullopt;
        },
        command);
}

MaybeReply dispatch(Context& context, ConnectionStates& connections, Caller& caller, const Command& command,
                    LoadedEntity* loaded) {
    const Permission permission = permission_for(command);
    if (!permission.allows(caller.person.person.roles)) {
        return not_allowed(permission.otherwise);
    }
    return std::visit(Dispatcher(context, connections, caller, command, loaded), command);
}

}  // namespace courtside::core
