#include "support/explanation_checks.hpp"

#include <algorithm>
#include <set>

namespace courtside::support {

using namespace core;

namespace {

bool has(const std::vector<PersonId>& people, PersonId person) {
    return std::ranges::find(people, person) != people.end();
}

/// Half for what the coach knows, half for how little falls short of what was asked for; thousandths.
int fit_by_definition(int level, int asked) {
    return 100 * level + std::max(0, 500 - 150 * std::max(0, asked - level));
}

}  // namespace

std::uint8_t level_of(const Person& person, const std::string& skill) {
    std::uint8_t level = 0;
    for (const SkillLevel& each : person.skills) {
        if (each.code == skill || each.code.starts_with(skill + ".")) {
            level = std::max(level, each.level);
        }
    }
    return level;
}

bool kept_apart(const WorldStore::TenantRows& rows, const Request& request, const Person& coach) {
    const Person& learner = rows.people.at(request.learner);
    return coach.id == learner.id || has(request.tried, coach.id) || has(request.leave_out, coach.id) ||
           has(coach.blocked, learner.id) || has(learner.blocked, coach.id) ||
           (!request.allow_manager && learner.manager == coach.id) ||
           (request.leave_out_unit && !learner.unit.empty() && learner.unit == coach.unit);
}

void Explanation::check() const {
    const std::uint8_t level = level_of(chosen(), request().skill);
    promise(record.level == level, "an explanation tells the level that the chosen one has");
    promise(record.fit == fit_by_definition(level, request().least_level) &&
                offer().fit_percent == record.fit / 10,
            "an explanation tells the fit as it is defined");
    check_reasons();
    std::set<PersonId> told;
    std::size_t weighed = 1;
    promise(record.passed_over.size() <= DecisionRecord::most_passed_over,
            "an explanation tells of eight others at the most");
    for (const PassedOverPerson& other : record.passed_over) {
        promise(other.person != chosen().id && told.insert(other.person).second,
                "nobody is passed over twice, or chosen as well");
        check_passed_over(other);
        const bool out = other.why == PassedOver::kept_apart || other.why == PassedOver::no_time ||
                         other.why == PassedOver::promised || other.why == PassedOver::by_push ||
                         (other.why == PassedOver::not_preferred && !has(request().prefer, chosen().id));
        weighed += out ? 0 : 1;
    }
    promise(weighed <= record.could_be_asked, "those who were weighed are counted");
}

void Explanation::check_reasons() const {
    const MatchReasons reasons = offer().reasons;
    const bool preferred = has(request().prefer, chosen().id);
    promise(reasons.has(MatchReason::preferred) == preferred, "who was asked for is told, and nobody else");
    promise(offer().relaxed.has(RelaxedRule::preferred_person) == (!request().prefer.empty() && !preferred),
            "that somebody else was asked for is told");
    promise(
        reasons.has(MatchReason::same_coach) == (rows.issues.at(request().issue).last_coach == chosen().id),
        "who held the last session is told, and nobody else");
    promise(reasons.has(MatchReason::free_now) == (record.could_be_asked == 1),
            "being the only one is told exactly of the only one");
    promise(offer().relaxed.has(RelaxedRule::exact_level) == (record.level < request().least_level),
            "a lower level is told");
    const TierOrder tiers = rows.tenant.reach.tiers;
    const bool paid = chosen().roles.has(Role::coach);
    promise(offer().relaxed.has(RelaxedRule::next_tier) ==
                (tiers != TierOrder::together && paid != (tiers == TierOrder::coaches_first)),
            "the next tier is told");
}

void Explanation::check_passed_over(const PassedOverPerson& other) const {
    const Person& person = rows.people.at(other.person);
    promise((person.roles.has(Role::coach) || person.roles.has(Role::peer)) &&
                level_of(person, request().skill) > 0 && person.ready_until > now,
            "only who is ready and could serve it is passed over");
    promise((other.why == PassedOver::kept_apart) == kept_apart(rows, request(), person),
            "who is kept apart is told as that, and nobody else");
    const int fit = fit_by_definition(level_of(person, request().skill), request().least_level);
    switch (other.why) {
        case PassedOver::no_time:
            promise(
                person.ready_until < now + minutes(request().minutes) || person.preferences != Preferences{},
                "who has no time is ready too shortly, or gives no more");
            break;
        case PassedOver::not_preferred:
            promise(!has(request().prefer, person.id), "who is not preferred was not asked for");
            break;
        case PassedOver::not_same_coach:
            promise(rows.issues.at(request().issue).last_coach == chosen().id,
                    "the same coach comes first where there is one");
            break;
        case PassedOver::lower_fit:
            promise(fit < record.fit, "a lower fit is lower");
            break;
        case PassedOver::free_shorter:
            promise(fit == record.fit && person.free_since > chosen().free_since,
                    "who is free for a shorter time is as good");
            break;
        case PassedOver::later_number:
            promise(fit == record.fit && person.id > chosen().id, "the lower number decides among equals");
            break;
        case PassedOver::by_push:
            promise(!connected(person.id) && connected(chosen().id), "who is there goes before a push");
            break;
        case PassedOver::promised:
            promise(std::ranges::any_of(rows.open_requests,
                                        [&](RequestId id) {
                                            const Request& promised = rows.requests.at(id);
                                            return promised.promise && promised.likely_coach == person.id;
                                        }),
                    "who is kept for a promise has one to keep");
            break;
        case PassedOver::kept_apart:
        case PassedOver::needed_elsewhere:
        case PassedOver::close:
            break;
    }
}

}  // namespace courtside::support
