#include "crowd.hpp"

#include "support/builders.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core {

using support::command_id;

std::uint64_t Dice::next() {
    if (script_.size() >= 2) {
        const auto number = static_cast<std::uint64_t>(static_cast<unsigned char>(script_[0])) * 256 +
                            static_cast<unsigned char>(script_[1]);
        script_.remove_prefix(2);
        return number;
    }
    script_ = {};
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

std::string Crowd::marker(TenantId tenant) {
    return "<" + std::to_string(tenant.value) + ">";
}

std::string Crowd::subject(std::uint64_t person) {
    return "p" + std::to_string(person);
}

std::vector<Input> Crowd::founding() const {
    std::vector<Input> inputs;
    for (std::uint64_t company = 1; company <= companies; ++company) {
        const TenantId id{company};
        inputs.emplace_back(Admin{company, "root",
                                  AddTenant{marker(id),
                                            "https://" + std::to_string(company) + ".example",
                                            {{"k1", KeyAlgorithm::hs256, std::string(32, 'k')}},
                                            {}}});
        std::vector<Skill> skills = support::test_skills();
        for (Skill& skill : skills) {
            skill.label = marker(id) + skill.label;
        }
        inputs.emplace_back(Admin{company + 10, "root", ImportSkills{id, std::move(skills)}});
        std::vector<PersonImport> people;
        for (std::uint64_t i = 0; i < people_each; ++i) {
            support::ProfileBuilder profile = i % 2 == 0 ? support::a_learner() : support::a_coach();
            profile.named(marker(id) + "person " + std::to_string(i)).in_unit(i < 5 ? "north" : "south");
            profile.in_zone(i % 3 == 0 ? "Europe/Berlin" : "America/New_York");
            if (i % 5 == 3) {
                profile.as(Role::learner).as(Role::peer);
            }
            if (i > 0) {
                profile.managed_by(subject(i - 1));
            }
            profile.skilled(i % 3 == 0 ? "S2" : "S1.1", static_cast<std::uint8_t>(i % 5 + 1));
            profile.skilled("S1", 3);
            people.push_back({subject(i), profile});
        }
        inputs.emplace_back(Admin{company + 20, "root", ImportPeople{id, std::move(people)}});
    }
    return inputs;
}

Duration Crowd::pause() {
    const std::uint64_t kind = dice_.below(100);
    if (kind < 10) {
        return {};
    }
    return {static_cast<std::int64_t>(dice_.below(kind < 98 ? 500 : 20'000))};
}

Connected Crowd::connect(TenantId tenant, std::uint64_t person, Instant now) {
    const ConnectionId id{++connections_};
    made_.push_back(id);
    Claims claims{tenant, subject(person),
                  now,    now + minutes(static_cast<std::int64_t>(5 + dice_.below(90))),
                  {},     "k" + std::to_string(1 + person % 4)};
    return {id, ++requests_, std::move(claims)};
}

std::vector<ConnectionId> Crowd::connections(const support::WorldHost& host) const {
    std::vector<ConnectionId> open;
    std::ranges::copy_if(made_, std::back_inserter(open),
                         [&](ConnectionId id) { return host.engine().speaker(id).has_value(); });
    return open;
}

Profile Crowd::new_profile(TenantId tenant) {
    Profile profile;
    switch (dice_.below(4)) {
        case 0:
            profile.roles = Roles{static_cast<std::uint8_t>(dice_.below(8))};
            break;
        case 1:
            profile.skills = {{"S1.1.1", static_cast<std::uint8_t>(dice_.below(7))}, {"nonsense", 3}};
            break;
        case 2:
            profile.languages = {dice_.percent(50) ? "en" : "de", "en"};
            break;
        default:
            profile.name = marker(tenant) + "renamed";
            profile.manager = subject(dice_.below(people_each + 2));
            break;
    }
    return profile;
}

ConnectionId Crowd::busy_one(const support::WorldHost& host, const std::vector<ConnectionId>& open) {
    std::vector<ConnectionId> busy;
    for (const ConnectionId id : open) {
        const auto speaker = host.engine().speaker(id);
        const Rows& rows = host.store().tenant(speaker->tenant);
        const SessionId session = rows.session_of(speaker->person);
        if (rows.pending_offer_for(speaker->person) ||
            (session && rows.sessions.at(session).session.state == SessionState::starting)) {
            busy.push_back(id);
        }
    }
    return busy.empty() || dice_.percent(30) ? dice_.pick(open) : dice_.pick(busy);
}

Input Crowd::next(const support::WorldHost& host, Instant now) {
    const std::vector<ConnectionId> open = connections(host);
    const std::uint64_t kind = dice_.below(100);
    if (open.empty() || kind < (open.size() < 30 ? 8U : 2U)) {
        Connected input = connect(TenantId{1 + dice_.below(companies)}, dice_.below(people_each), now);
        if (dice_.percent(5)) {
            input.claims.profile = new_profile(input.claims.tenant);
        }
        return input;
    }
    if (kind < 10) {
        return Disconnected{dice_.percent(95) ? dice_.pick(open) : ConnectionId{connections_ + 100}};
    }
    if (kind < 11) {
        const ConnectionId id = dice_.pick(open);
        const auto speaker = host.engine().speaker(id);
        const std::string& own = host.store().tenant(speaker->tenant).people.at(speaker->person).subject;
        Claims claims{speaker->tenant, dice_.percent(80) ? own : subject(dice_.below(people_each)), now,
                      now + hours(1), new_profile(speaker->tenant)};
        return Refreshed{id, ++requests_, std::move(claims)};
    }
    if (kind < 12 && dice_.percent(20)) {
        const TenantId tenant{1 + dice_.below(companies + 1)};
        return Admin{1'000 + ++requests_, "root",
                     ImportPeople{tenant, {{subject(dice_.below(people_each)), new_profile(tenant)}}}};
    }
    if (kind < 13 && dice_.percent(8)) {
        return Admin{1'000 + ++requests_, "root", sign_in_change(TenantId{1 + dice_.below(companies + 1)})};
    }
    return command_of(busy_one(host, open), host, now);
}

decltype(Admin::change) Crowd::sign_in_change(TenantId tenant) {
    const auto key_id = [this] { return "k" + std::to_string(1 + dice_.below(4)); };
    if (dice_.percent(85)) {
        return RevokePerson{tenant, subject(dice_.below(people_each))};
    }
    if (dice_.percent(40)) {
        return RetireTenantKey{tenant, key_id()};
    }
    AddTenantKey add{tenant, {key_id(), KeyAlgorithm::hs256, std::string(32, 'n')}, {}};
    if (dice_.percent(50)) {
        add.retire = key_id();
    }
    return add;
}

ClientCommand Crowd::command_of(ConnectionId connection, const support::WorldHost& host, Instant now) {
    const auto speaker = host.engine().speaker(connection);
    speaking_ = speaker->tenant;
    const Rows& rows = host.store().tenant(speaker->tenant);
    std::vector<ClientCommand>& said = said_[{speaker->tenant, speaker->person}];
    ClientCommand input{connection, ++requests_, {}, {}, {}};
    if (!said.empty() && dice_.percent(6)) {
        // Sent again, from this or another device; sometimes an id is used twice.
        const ClientCommand& before = dice_.pick(said);
        input.command_id = before.command_id;
        input.command = dice_.percent(70) ? before.command : odd(rows, now);
        return input;
    }
    input.command = dice_.percent(90) ? plausible(rows, speaker->person, now) : odd(rows, now);
    if (needs_command_id(input.command) && !dice_.percent(1)) {
        input.command_id = command_id(++commands_);
        said.push_back(input);
    }
    return input;
}

}  // namespace courtside::core
