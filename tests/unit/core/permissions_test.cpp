// Who may do what, and to whose things: every command by every role, on what is their own, a colleague's,
// another company's, and on nothing.

#include "core/permissions.hpp"

#include "permission_table.hpp"
#include "support/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace courtside::core {
namespace {

using namespace support;

struct Who {
    const char* name;
    Roles roles;

    [[nodiscard]] bool helps() const { return roles.has(Role::coach) || roles.has(Role::peer); }
    [[nodiscard]] bool may(const PermissionRow& row) const {
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
    for (const PermissionRow& row : permission_table()) {
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
        for (const PermissionRow& row : permission_table()) {
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
        for (const PermissionRow& row : permission_table()) {
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

    support::Answer send(const PermissionRow& row) { return caller_.send(row.make(things_)); }
    [[nodiscard]] const World& world() const { return world_; }

private:
    World world_{push_rules()};
    Client caller_;
    Things things_;
};

TEST_F(Permissions, OnesOwnIsOpenToTheRolesOfTheTable) {
    for (const Who& who : everyone()) {
        for (const PermissionRow& row : permission_table()) {
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
