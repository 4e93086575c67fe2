// Who may do what, and to whose things: every command by every role, on what is their own, a colleague's,
// another company's, and on nothing.

#include "core/permissions.hpp"

#include "support/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace courtside::core {
namespace {

using namespace support;

/// What commands name.
struct Things {
    IssueId issue;      ///< asked once before, not waiting now
    RequestId request;  ///< open
    OfferId offer;      ///< open
    SessionId session;  ///< active
    SessionId ended;
    PersonId person;
    PersonId me;
};

const std::string one_channel = "https://push.example/phone";

SubscribePush subscription() {
    return {one_channel, '\x04' + std::string(64, 'k'), std::string(16, 'a')};
}

/// What of them a command has to find.
/// Coaching: an active session of which one is the coach; joined: one that one was asked into.
enum class Needs { nothing, issue, request, offer, session, coaching, joined, ended, person, channel };

struct Row {
    const char* what;
    Command (*make)(const Things&);
    Needs needs = Needs::nothing;
    /// The answer where that is not the caller's. Absent: the command is answered as if it named nothing, or
    /// from the store, where the query says for whom.
    std::optional<ErrorCode> not_ones_own{};
    bool helpers_only = false;
    bool administrators_only = false;
};

constexpr auto not_found_code = ErrorCode::not_found;

// The table. Its columns "by whom" and "whose" are walked by the tests below.
const std::vector<Row> table{
    {"be ready",
     [](const Things&) -> Command { return SetPresence{monday_at_nine() + hours(2)}; },
     Needs::nothing,
     {},
     true},
    {"be away", [](const Things&) -> Command { return SetPresence{}; }},
    {"set windows", [](const Things&) -> Command { return SetAvailability{}; }, Needs::nothing, {}, true},
    {"open an issue",
     [](const Things&) -> Command {
         return OpenIssue{"Stuck", ""};
     }},
    {"ask", [](const Things& t) -> Command { return a_wish(t.issue).skill("T4"); }, Needs::issue,
     not_found_code},
    {"ask again",
     [](const Things& t) -> Command {
         return AskAgain{t.issue, 15, {}, {}};
     },
     Needs::issue, not_found_code},
    {"block", [](const Things& t) -> Command { return Block{t.person}; }, Needs::person, not_found_code},
    {"unblock", [](const Things& t) -> Command { return Unblock{t.person}; }, Needs::person},
    {"cancel", [](const Things& t) -> Command { return CancelRequest{t.request}; }, Needs::request,
     ErrorCode::request_not_open},
    {"solved it alone", [](const Things& t) -> Command { return SolvedAlone{t.request}; }, Needs::request,
     ErrorCode::request_not_open},
    {"offer shown", [](const Things& t) -> Command { return OfferShown{t.offer}; }, Needs::offer,
     ErrorCode::offer_not_open},
    {"accept", [](const Things& t) -> Command { return AcceptOffer{t.offer}; }, Needs::offer,
     ErrorCode::offer_not_open},
    {"decline",
     [](const Things& t) -> Command {
         return DeclineOffer{t.offer, DeclineReason::none, ""};
     },
     Needs::offer, ErrorCode::offer_not_open},
    {"join", [](const Things& t) -> Command { return JoinSession{t.session}; }, Needs::session,
     not_found_code},
    {"say", [](const Things& t) -> Command { return text(t.session, "hi"); }, Needs::session, not_found_code},
    {"type",
     [](const Things& t) -> Command {
         return SetTyping{t.session, true};
     },
     Needs::session, not_found_code},
    {"mark",
     [](const Things& t) -> Command {
         return Mark{t.session, 1, 1};
     },
     Needs::session, not_found_code},
    {"mark what ended",
     [](const Things& t) -> Command {
         return Mark{t.ended, 1, 1};
     },
     Needs::ended, not_found_code},
    {"signal",
     [](const Things& t) -> Command {
         return SendSignal{t.session, "x"};
     },
     Needs::session, not_found_code},
    {"set preferences", [](const Things&) -> Command { return SetPreferences{}; }, Needs::nothing, {}, true},
    {"extend",
     [](const Things& t) -> Command {
         return Extend{t.session, true};
     },
     Needs::session, not_found_code},
    {"wrong match", [](const Things& t) -> Command { return WrongMatch{t.session}; }, Needs::session,
     not_found_code},
    {"end",
     [](const Things& t) -> Command {
         return EndSession{t.session, Outcome::resolved};
     },
     Needs::session, not_found_code},
    {"closing word",
     [](const Things& t) -> Command {
         return CloseWithWord{t.ended, core::Answer::yes, {}, {}, "Thanks"};
     },
     Needs::ended, not_found_code},
    {"read issues", [](const Things&) -> Command { return FetchIssues{}; }},
    {"read an issue's sessions",
     [](const Things& t) -> Command {
         return FetchSessions{t.issue, {}, 0};
     },
     Needs::issue},
    {"read messages",
     [](const Things& t) -> Command {
         return FetchMessages{t.ended, 0, 0};
     },
     Needs::ended},
    {"search",
     [](const Things&) -> Command {
         return SearchMessages{"word", {}};
     }},
    {"read the catalogue", [](const Things&) -> Command { return FetchSkills{}; }},
    {"see what was offered", [](const Things&) -> Command { return FetchOffers{}; }},
    {"invite an expert",
     [](const Things& t) -> Command {
         return InviteExpert{t.session, t.person, ""};
     },
     Needs::coaching, not_found_code},
    {"leave", [](const Things& t) -> Command { return LeaveSession{t.session}; }, Needs::joined,
     not_found_code},
    {"hand over",
     [](const Things& t) -> Command {
         return HandOver{t.session, {}, "", "Ask Kim"};
     },
     Needs::coaching, not_found_code},
    {"write a note",
     [](const Things& t) -> Command {
         return WriteNote{t.session, "Likes pictures"};
     },
     Needs::coaching, not_found_code},
    {"read the briefing", [](const Things& t) -> Command { return FetchBriefing{t.session}; },
     Needs::coaching, not_found_code},
    {"read notes", [](const Things& t) -> Command { return FetchNotes{t.ended}; }, Needs::ended},
    {"see what waits", [](const Things&) -> Command { return FetchWaiting{}; }, Needs::nothing, {}, true},
    {"subscribe to push", [](const Things&) -> Command { return subscription(); }, Needs::nothing, {}, true},
    {"unsubscribe from push", [](const Things&) -> Command { return UnsubscribePush{one_channel}; }},
    {"test push",
     [](const Things&) -> Command {
         return TestPush{one_channel, "code2"};
     },
     Needs::channel,
     {},
     true},
    {"confirm push",
     [](const Things&) -> Command {
         return ConfirmPush{one_channel, "code1"};
     },
     Needs::channel,
     {},
     true},
    {"read what is stored of oneself", [](const Things&) -> Command { return FetchMyData{0}; }},
    {"erase oneself", [](const Things& t) -> Command { return EraseMe{t.me}; }},
    {"give a promise back",
     [](const Things& t) -> Command {
         return TakePromise{t.request, {}};
     },
     Needs::request, ErrorCode::request_not_open},
    {"ask wider", [](const Things& t) -> Command { return WidenRequest{t.request}; }, Needs::request,
     ErrorCode::request_not_open},
    {"see the coverage report",
     [](const Things&) -> Command { return FetchCoverage{}; },
     Needs::nothing,
     {},
     false,
     true},
};

struct Who {
    const char* name;
    Roles roles;

    [[nodiscard]] bool helps() const { return roles.has(Role::coach) || roles.has(Role::peer); }
    [[nodiscard]] bool may(const Row& row) const {
        return (!row.helpers_only || helps()) && (!row.administrators_only || roles.has(Role::admin));
    }
};

Roles only(Role role) {
    Roles roles;
    roles.add(role);
    return roles;
}

std::vector<Who> everyone() {
    return {{"nobody in particular", {}},       {"a learner", only(Role::learner)},
            {"a coach", only(Role::coach)},     {"a peer expert", only(Role::peer)},
            {"a manager", only(Role::manager)}, {"an administrator", only(Role::admin)}};
}

/// Skilled for S2, so that nobody else's matching is disturbed.
Profile profile_of(const Who& who) {
    Profile profile = a_learner();
    profile.roles = who.roles;
    profile.skills = std::vector<SkillLevel>{{"S2", 4}};
    return profile;
}

/// One of each thing of somebody's at a company.
Things make_things(World& world, TenantId company, const std::string& prefix) {
    const auto learner = [&](const char* name) { return world.connect(prefix + name, a_learner(), company); };
    const auto coach = [&](const char* name) {
        return world.ready_coach(prefix + name, a_coach_of_s1(), company);
    };
    Things things;
    const Pair over = world.talk(learner("old"), coach("old coach"));
    Client talker = over.learner;
    talker.say(over.session, "over");
    talker.end(over.session);
    things.ended = over.session;
    Client old_coach = over.coach;
    old_coach.disconnect();

    const Pair talking = world.talk(learner("talking"), coach("talking coach"));
    things.session = talking.session;

    Client asking = learner("asking");
    asking.ask();
    Client offered = coach("offered");
    things.offer = offered.offer().value().offer.id;
    offered.show(things.offer);

    Client waiting = learner("waiting");
    things.issue = waiting.open_issue().id;
    things.request = waiting.ask(a_wish(things.issue).skill("T4")).id;
    things.person = waiting.id();
    things.me = waiting.id();
    return things;
}

class Permissions : public ::testing::Test {
protected:
    World world;
};

TEST_F(Permissions, EveryCommandIsInTheTable) {
    std::set<std::size_t> in_table;
    for (const Row& row : table) {
        in_table.insert(row.make(Things{}).index());
    }
    EXPECT_EQ(in_table.size(), std::variant_size_v<Command>);
}

TEST_F(Permissions, WhatIsNotOnesOwnLooksLikeNothingToEveryRole) {
    const TenantId other = world.add_company("globex");
    world.admin(ImportSkills{other, test_skills()});
    const Things colleagues = make_things(world, TenantId{1}, "");
    make_things(world, other, "first ");
    const Things elsewhere = make_things(world, other, "second ");
    ASSERT_FALSE(world.rows().sessions.contains(elsewhere.session));
    ASSERT_FALSE(world.rows().requests.contains(elsewhere.request));
    const Things nothing{IssueId{999'999},   RequestId{999'999}, OfferId{999'999}, SessionId{999'999},
                         SessionId{999'999}, PersonId{999'999},  PersonId{999'999}};

    for (const Who& who : everyone()) {
        Client caller = world.connect(who.name, profile_of(who));
        for (const Row& row : table) {
            if (!row.not_ones_own) {
                continue;
            }
            SCOPED_TRACE(std::string(who.name) + ": " + row.what);
            const Error absent = caller.refused(row.make(nothing));
            EXPECT_EQ(absent.code, *row.not_ones_own);
            EXPECT_EQ(caller.refused(row.make(elsewhere)), absent);
            if (row.needs != Needs::person) {  // colleagues may be named
                EXPECT_EQ(caller.refused(row.make(colleagues)), absent);
            }
        }
        for (const PersonId stranger : {elsewhere.person, nothing.person}) {
            const IssueId issue = caller.open_issue().id;
            EXPECT_EQ(caller.refused(a_wish(issue).prefer(stranger)).code, ErrorCode::not_found);
            EXPECT_EQ(caller.refused(a_wish(issue).without(stranger)).code, ErrorCode::not_found);
        }
    }
}

TEST_F(Permissions, ReadsAreForTheCallerAlone) {
    const Things colleagues = make_things(world, TenantId{1}, "");
    for (const Who& who : everyone()) {
        Client caller = world.connect(who.name, profile_of(who));
        for (const Row& row : table) {
            const Command command = row.make(colleagues);
            const support::Answer answer = caller.send(command);
            if (answer.read) {
                SCOPED_TRACE(std::string(who.name) + ": " + row.what);
                EXPECT_EQ(answer.read->tenant, TenantId{1});
                EXPECT_EQ(answer.read->person, caller.id());
            }
        }
        // Of a session that is live the engine knows the rows: they are not even asked for.
        EXPECT_EQ(caller.refused(FetchMessages{colleagues.session, 0, 0}).code, ErrorCode::not_found);
    }
}

/// A world in which one person has what a command needs.
class Own {
public:
    Own(const Who& who, Needs needs) : caller_(world_.connect("caller", profile_of(who))) {
        things_.person = world_.connect("colleague").id();
        things_.me = caller_.id();
        switch (needs) {
            case Needs::issue:
                things_.issue = caller_.open_issue().id;
                caller_.get<Done>(CancelRequest{caller_.ask(a_wish(things_.issue).skill("T4")).id});
                break;
            case Needs::request:
                things_.request = caller_.ask(a_wish(caller_.open_issue().id).skill("T4")).id;
                break;
            case Needs::offer: {
                Client learner = world_.connect("stuck");
                caller_.be_ready();
                learner.ask(a_wish(learner.open_issue().id).skill("S2"));
                things_.offer = caller_.offer().value().offer.id;
                break;
            }
            case Needs::joined: {
                caller_.be_ready();
                Pair pair = world_.talk(world_.connect("stuck"), world_.ready_coach("carl"));
                pair.coach.get<Done>(InviteExpert{pair.session, caller_.id(), ""});
                caller_.accept(caller_.offer().value().offer.id);
                things_.session = pair.session;
                break;
            }
            case Needs::coaching: {
                things_.person = world_.ready_coach("cleo").id();
                Client learner = world_.connect("stuck");
                caller_.be_ready();
                learner.ask(a_wish(learner.open_issue().id).skill("S2"));
                things_.session = caller_.accept(caller_.offer().value().offer.id).session.id;
                learner.join(things_.session);
                caller_.join(things_.session);
                break;
            }
            case Needs::session:
            case Needs::ended:
                things_.session = world_.talk(caller_, world_.ready_coach("carl")).session;
                caller_.say(things_.session, "Hello");
                if (needs == Needs::ended) {
                    caller_.end(things_.session);
                    things_.ended = things_.session;
                }
                break;
            case Needs::channel:
                if (who.helps()) {
                    caller_.get<PushState>(subscription());
                    caller_.get<Done>(TestPush{one_channel, "code1"});
                    world_.advance(seconds(10));
                }
                break;
            case Needs::nothing:
            case Needs::person:
                break;
        }
    }

    support::Answer send(const Row& row) { return caller_.send(row.make(things_)); }
    [[nodiscard]] const World& world() const { return world_; }

private:
    World world_{push_rules()};
    Client caller_;
    Things things_;
};

TEST_F(Permissions, OnesOwnIsOpenToTheRolesOfTheTable) {
    for (const Who& who : everyone()) {
        for (const Row& row : table) {
            if ((row.needs == Needs::offer || row.needs == Needs::coaching || row.needs == Needs::joined) &&
                !who.helps()) {
                continue;  // has none
            }
            SCOPED_TRACE(std::string(who.name) + ": " + row.what);
            Own own(who, row.needs);
            const support::Answer answer = own.send(row);
            const auto* refusal = answer.reply ? std::get_if<Error>(&*answer.reply) : nullptr;
            if (who.may(row)) {
                EXPECT_EQ(refusal, nullptr) << refusal->text;
                continue;
            }
            ASSERT_NE(refusal, nullptr);
            EXPECT_EQ(refusal->code, ErrorCode::not_allowed);
            EXPECT_TRUE(std::ranges::none_of(own.world().effects(), [](const Effect& effect) {
                return std::holds_alternative<Persist>(effect);
            }));
        }
    }
}

}  // namespace
}  // namespace courtside::core
