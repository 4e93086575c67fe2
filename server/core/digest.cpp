// A hash of everything that decides later effects. What is derived from it (indexes, timers) is
// left out, and so is what is told anew to whoever connects.

#include "core/engine_impl.hpp"
#include "core/hash.hpp"

#include <algorithm>

namespace courtside::core {
namespace {

void add(Hash& hash, Instant at) {
    hash.number(static_cast<std::uint64_t>(at.ms));
}

template <class Tag>
void add(Hash& hash, Id<Tag> id) {
    hash.number(id.value);
}

template <class T>
requires std::is_integral_v<T> || std::is_enum_v<T>
void add(Hash& hash, T value) {
    hash.number(static_cast<std::uint64_t>(value));
}

void add(Hash& hash, std::string_view text) {
    hash.text(text);
}

void add(Hash& hash, const TenantKey& key) {
    add(hash, key.key_id);
    add(hash, key.algorithm);
    add(hash, key.material);
}

void add(Hash& hash, const TimeWindow& window) {
    add(hash, window.from);
    add(hash, window.to);
}

void add(Hash& hash, const PushChannel& channel);

void add(Hash& hash, const SkillLevel& skill) {
    add(hash, skill.code);
    add(hash, skill.level);
}

// Elements of the sequences below.
void add(Hash& hash, const Participant& p);
void add(Hash& hash, const LogEntry& e);
void add(Hash& hash, const Request& r);

template <class T>
void add(Hash& hash, const std::vector<T>& values) {
    hash.number(values.size());
    for (const T& value : values) {
        add(hash, value);
    }
}

template <class... Ts>
void add_all(Hash& hash, const Ts&... values) {
    (add(hash, values), ...);
}

void add(Hash& hash, const PushChannel& c) {
    add_all(hash, c.endpoint, c.p256dh, c.auth, c.code, c.code_at, c.tested_at, c.failed_at);
}

void add(Hash& hash, const PersonState& state) {
    const Person& p = state.person;
    add_all(hash, p.id, p.subject, p.name, p.roles.bits, p.skills, p.languages, p.time_zone, p.manager,
            p.unit, p.ready_until, p.away_reason, p.windows, p.misses, p.free_since, p.next_offer_from,
            p.short_deadlines[0], p.short_deadlines[1], p.tokens_from, p.blocked, p.preferences.committed,
            p.preferences.weekly_minutes, p.preferences.focus, p.acceptance, p.week, p.week_minutes);
    add_all(hash, state.connections, state.unreachable, state.request, state.offer, state.sessions,
            state.channels);
}

void add(Hash& hash, const Issue& i) {
    add_all(hash, i.id, i.learner, i.title, i.description, i.state, i.opened_at, i.sessions, i.skill,
            i.least_level, i.language, i.last_coach, i.kept_wait, i.kept_front, i.programme);
}

void add(Hash& hash, const Request& r) {
    add_all(hash, r.id, r.issue, r.learner, r.state, r.reason, r.minutes, r.skill, r.least_level, r.language,
            r.asked_at, r.waiting_since, r.needed_by, r.deadline_counts, r.front, r.window, r.expires_at,
            r.prefer, r.leave_out, r.tried, r.allow_manager, r.leave_out_unit, r.session, r.ended_at,
            r.promise, r.proposed, r.unlikely_today, r.widened, r.reminded, r.likely_coach);
}

void add(Hash& hash, const Offer& o) {
    add_all(hash, o.id, o.request, o.coach, o.state, o.offered_at, o.expires_at, o.shown_at, o.closed_at,
            o.reasons.bits, o.decline_reason, o.note, o.session, o.skill, o.accepts_itself_at, o.relaxed.bits,
            o.fit_percent);
}

void add(Hash& hash, const Participant& p) {
    add_all(hash, p.person, p.role, p.joined_at, p.left_at, p.delivered_to, p.read_to);
}

void add(Hash& hash, const LogEntry& e) {
    add_all(hash, e.row, e.sender, e.content, e.sent_at);
    for (const std::uint8_t byte : e.command.bytes) {
        hash.byte(byte);
    }
}

void add(Hash& hash, const LiveSession& live) {
    const Session& s = live.session;
    add_all(hash, s.id, s.issue, s.request, s.state, s.minutes, s.participants, s.matched_at, s.started_at,
            s.ends_at, s.outcome, s.absent, s.coach_silent, s.coach_spoke, s.ending_soon_told, s.extension_by,
            s.reasons.bits, s.relaxed.bits, s.next_step, live.log, live.grace_ends, live.request);
    if (live.invitation) {
        const Invitation& i = *live.invitation;
        add_all(hash, i.person, i.skill, i.tried, i.offer);
    }
}

/// The entries of a hash map in the order of their ids.
template <class Entities>
std::vector<const typename Entities::value_type*> by_id(const Entities& entities) {
    std::vector<const typename Entities::value_type*> ordered;
    ordered.reserve(entities.size());
    for (const auto& each : entities) {
        ordered.push_back(&each);
    }
    std::ranges::sort(ordered, {}, [](const auto* each) { return each->first; });
    return ordered;
}

void add(Hash& hash, const TenantState& tenant) {
    const Counters& c = tenant.counters;
    add_all(hash, tenant.tenant.id, tenant.tenant.name, tenant.tenant.issuer, tenant.tenant.keys,
            tenant.tenant.origins, tenant.tenant.message_days, tenant.tenant.note_days,
            tenant.tenant.reach.preferred_s, tenant.tenant.reach.level_below_s, tenant.tenant.reach.tiers,
            tenant.tenant.reach.next_tier_s, tenant.tenant.reach.promise_s, c.person, c.issue, c.request,
            c.offer, c.session);
    for (const auto& [code, skill] : tenant.skills) {
        add_all(hash, code, skill.label, skill.description);
    }
    for (const auto& [id, person] : tenant.people) {
        add(hash, person);
    }
    for (const auto& [mark, erasure] : tenant.erased) {
        add_all(hash, mark, erasure.person, erasure.at, erasure.tokens_from);
    }
    for (const auto* issue : by_id(tenant.issues)) {
        add(hash, issue->second);
    }
    for (const auto* request : by_id(tenant.requests)) {
        add(hash, request->second.request);
        for (const OfferId offer : request->second.offers.ids) {
            add(hash, offer);
        }
    }
    for (const auto* offer : by_id(tenant.offers)) {
        add(hash, offer->second);
    }
    for (const auto* live : by_id(tenant.sessions)) {
        add(hash, live->second);
    }
    tenant.index.each_type([&](const matching::TypeState& type) {
        if (type.rate.level > 0) {
            add_all(hash, type.kind->skill, type.kind->languages, type.least_level, type.tiers,
                    type.rate.level, type.rate.at);
        }
    });
}

}  // namespace

std::uint64_t Engine::Impl::digest() const {
    Hash hash;
    add_all(hash, next_tenant_, next_row_);
    for (const auto& [id, tenant] : tenants_) {
        add(hash, tenant);
    }
    return hash.value();
}

}  // namespace courtside::core
