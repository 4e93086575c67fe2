#include "support/builders.hpp"

#include <chrono>

namespace courtside::support {

using namespace core;

Instant utc(int year, unsigned month, unsigned day, int hour, int minute) {
    const std::chrono::sys_days date =
        std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return Instant{} + days(date.time_since_epoch().count()) + hours(hour) + minutes(minute);
}

Instant monday_at_nine() {
    return utc(2026, 3, 2, 9);
}

CommandId command_id(std::uint64_t n) {
    CommandId id;
    id.bytes[0] = 0xC0;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[15 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    }
    return id;
}

Rules push_rules() {
    Rules rules;
    rules.push_key = "BKey";
    rules.push_hosts = {"push.example"};
    return rules;
}

ZoneTables test_zones() {
    const ZoneTable berlin{{{utc(2025, 10, 26, 1), hours(1)},
                            {utc(2026, 3, 29, 1), hours(2)},
                            {utc(2026, 10, 25, 1), hours(1)}}};
    const ZoneTable new_york{{{utc(2025, 11, 2, 6), hours(-5)},
                              {utc(2026, 3, 8, 7), hours(-4)},
                              {utc(2026, 11, 1, 6), hours(-5)}}};
    return {{"UTC", fixed_zone()},
            {"Europe/Berlin", berlin},
            {"America/New_York", new_york},
            {"Asia/Kolkata", fixed_zone(minutes(330))}};
}

std::vector<Skill> test_skills() {
    return {{"S1", "Communication", "Talking and writing"},
            {"S1.1", "Negotiating", ""},
            {"S1.1.1", "Negotiating prices", ""},
            {"S1.2", "Presenting", ""},
            {"S2", "Information skills", ""},
            {"T4", "Social skills", ""}};
}

ProfileBuilder& ProfileBuilder::as(Role role) {
    if (!profile_.roles) {
        profile_.roles = Roles{};
    }
    profile_.roles->add(role);
    return *this;
}

ProfileBuilder& ProfileBuilder::named(std::string name) {
    profile_.name = std::move(name);
    return *this;
}

ProfileBuilder& ProfileBuilder::skilled(std::string code, std::uint8_t level) {
    if (!profile_.skills) {
        profile_.skills.emplace();
    }
    profile_.skills->push_back({std::move(code), level});
    return *this;
}

ProfileBuilder& ProfileBuilder::speaks(std::vector<std::string> languages) {
    profile_.languages = std::move(languages);
    return *this;
}

ProfileBuilder& ProfileBuilder::in_zone(std::string zone) {
    profile_.time_zone = std::move(zone);
    return *this;
}

ProfileBuilder& ProfileBuilder::managed_by(std::string subject) {
    profile_.manager = std::move(subject);
    return *this;
}

ProfileBuilder& ProfileBuilder::in_unit(std::string unit) {
    profile_.unit = std::move(unit);
    return *this;
}

ProfileBuilder a_learner() {
    return ProfileBuilder().as(Role::learner).speaks({"en"});
}

ProfileBuilder a_coach() {
    return ProfileBuilder().as(Role::coach).speaks({"en"});
}

ProfileBuilder a_coach_of_s1(std::uint8_t level) {
    return a_coach().skilled("S1", level);
}

WishBuilder::WishBuilder(IssueId issue) {
    wish_.issue = issue;
    wish_.minutes = 15;
    wish_.skill = "S1";
}

WishBuilder& WishBuilder::minutes(std::uint32_t minutes) {
    wish_.minutes = minutes;
    return *this;
}

WishBuilder& WishBuilder::within(Instant from, Instant to) {
    wish_.window = TimeWindow{from, to};
    return *this;
}

WishBuilder& WishBuilder::needed_by(Instant at) {
    wish_.needed_by = at;
    return *this;
}

WishBuilder& WishBuilder::skill(std::string code) {
    wish_.skill = std::move(code);
    return *this;
}

WishBuilder& WishBuilder::least_level(std::uint32_t level) {
    wish_.least_level = level;
    return *this;
}

WishBuilder& WishBuilder::in_language(std::string language) {
    wish_.language = std::move(language);
    return *this;
}

WishBuilder& WishBuilder::prefer(PersonId person) {
    wish_.prefer.push_back(person);
    return *this;
}

WishBuilder& WishBuilder::without(PersonId person) {
    wish_.leave_out.push_back(person);
    return *this;
}

WishBuilder& WishBuilder::manager_too() {
    wish_.allow_manager = true;
    return *this;
}

WishBuilder& WishBuilder::other_units_only() {
    wish_.leave_out_unit = true;
    return *this;
}

WishBuilder a_wish(IssueId issue) {
    return WishBuilder(issue);
}

SendMessage text(SessionId session, std::string words, std::uint64_t reply_to) {
    SendMessage message;
    message.session = session;
    message.text = std::move(words);
    message.reply_to = reply_to;
    return message;
}

}  // namespace courtside::support
