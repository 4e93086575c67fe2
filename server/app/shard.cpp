#include "app/shard.hpp"

#include "core/errors.hpp"
#include "core/overload.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace courtside::app {

namespace {

constexpr core::Duration read_retry = core::seconds(1);

/// The earlier of two deadlines, where none means never.
std::optional<core::Instant> earlier(std::optional<core::Instant> a, std::optional<core::Instant> b) {
    return a && b ? std::min(a, b) : (a ? a : b);
}

std::uint64_t in_us(std::chrono::steady_clock::duration length) {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(length).count());
}

}  // namespace

Shard::Shard(const ShardOptions& options, const ShardPorts& ports, const core::ZoneTables& zones,
             const core::MatchingPolicy& policy, Clock clock)
    : options_(options),
      rate_{options.connection.commands_per_second, options.connection.command_burst},
      ports_(ports),
      zones_(zones),
      policy_(policy),
      clock_(std::move(clock)),
      decoder_(options.connection.frame_bytes),
      outlet_(ports.connections, registry_, counters_, options.connection),
      history_(ports.history, options.load_retry, options.load_attempts,
               {.loaded =
                    [this](core::LoadedEntity entity) { step(core::Loaded{std::move(entity)}, turn_time()); },
                .gave_up = [this] { trouble_ = ports::StoreError{"what is stored could not be read"}; }}) {}

bool Shard::origin_allowed(std::string_view origin) const {
    return origins_.allowed_by_any(origin);
}

std::optional<core::Instant> Shard::next_deadline() const {
    auto next = registry_.next_hello_deadline();
    if (!held_.empty()) {
        next = earlier(next, held_.top().until);
    }
    if (engine_) {
        next = earlier(next, earlier(engine_->next_deadline(), history_.next_retry()));
        next = earlier(next, ports_.store.next_upkeep());
    }
    if (phase_ == Phase::failed) {
        next = earlier(next, probe_at_);
    }
    return next;
}

core::Engine::Totals Shard::totals() const {
    return engine_ ? engine_->totals() : core::Engine::Totals{};
}

void Shard::on_turn_end() {
    ++counters_.turns;
    // Read anew: the turn may have begun before a long flush of the one before.
    const core::Instant now = clock_();
    if (!turn_time_) {
        turn_began_ = std::chrono::steady_clock::now();
    }
    turn_time_ = now;
    judge_time(now);
    if (const auto error = commit()) {
        fail(*error);
    } else {
        release();
        keep_up(now);
    }
    if (phase_ == Phase::stopping) {
        finish();
    } else if (phase_ == Phase::failed && now >= probe_at_) {
        probe(now);
    }
    ports_.connections.flush();
    turn_time_.reset();
    turn_frames_ = 0;
}

core::Instant Shard::turn_time() {
    if (!turn_time_) {
        turn_time_ = clock_();
        turn_began_ = std::chrono::steady_clock::now();
    }
    return *turn_time_;
}

void Shard::judge_time(core::Instant now) {
    while (!held_.empty() && held_.top().until <= now) {
        const auto id = held_.top().connection;
        held_.pop();
        ports_.connections.resume(id);
    }
    while (const auto id = registry_.take_overdue(now)) {
        end_connection(*id, core::CloseCode::no_hello);
    }
    if (engine_) {
        history_.retry(now);
        const auto due = engine_->next_deadline();
        if (due && *due <= now) {
            step(core::Tick{}, now);
        }
    }
}

void Shard::step(const core::Input& input, core::Instant now) {
    const auto first = effects_.size();
    engine_->step(input, now, effects_);
    for (auto i = first; i < effects_.size(); ++i) {
        if (const auto* close = std::get_if<core::Close>(&effects_[i])) {
            if (auto* connection = registry_.find(close->connection)) {
                connection->closing = true;
            }
            counters_.displaced += close->code == core::CloseCode::displaced ? 1U : 0U;
        }
    }
}

std::optional<ports::StoreError> Shard::commit() {
    if (trouble_) {
        return std::exchange(trouble_, std::nullopt);
    }
    records_.clear();
    for (auto& effect : effects_) {
        if (auto* persist = std::get_if<core::Persist>(&effect)) {
            records_.push_back(std::move(persist->record));
        }
    }
    if (records_.empty()) {
        return std::nullopt;
    }
    const auto begin = std::chrono::steady_clock::now();
    auto error = ports_.store.commit(records_);
    const auto took = std::chrono::steady_clock::now() - begin;
    if (error) {
        return error;
    }
    ++counters_.commits;
    counters_.records += records_.size();
    counters_.commit.observe(in_us(took));
    return std::nullopt;
}

void Shard::keep_up(core::Instant now) {
    const auto due = ports_.store.next_upkeep();
    if (!engine_ || !due || *due > now) {
        return;
    }
    if (const auto error = ports_.store.upkeep(now)) {
        fail(*error);
    }
}

void Shard::release() {
    // Whoever is called from here may cause effects: those belong to the next turn.
    std::swap(effects_, released_);
    acknowledged_ = 0;
    for (auto& effect : released_) {
        release(effect);
    }
    measure();
    released_.clear();
    records_.clear();
}

void Shard::release(core::Effect& effect) {
    std::visit(core::Overload{
                   [](core::Persist&) {},
                   [this](core::Reply& reply) {
                       outlet_.reply(reply);
                       acknowledged_ += std::holds_alternative<core::MessageSent>(reply.body) ? 1U : 0U;
                   },
                   [this](core::Notify& notify) { outlet_.notify(notify); },
                   [this](core::Close& close) { outlet_.close(close.connection, close.code, close.delay); },
                   [this](core::Load& load) { history_.load(load.key, turn_time()); },
                   [this](core::Read& query) { read(std::move(query)); },
                   [this](core::PushMessage& message) { push(std::move(message)); },
                   [this](core::TenantsChanged&) { tell_tenants(); },
                   [this](core::AdminReply& reply) {
                       if (auto ticket = tickets_.extract(reply.ticket)) {
                           ticket.mapped()(std::move(reply.result));
                       }
                   },
               },
               effect);
}

void Shard::measure() {
    const std::uint64_t turn_us = in_us(std::chrono::steady_clock::now() - turn_began_);
    if (acknowledged_ > 0) {
        counters_.acknowledgement.observe(turn_us, acknowledged_);
    }
    for (const core::Record& record : records_) {
        const auto* put = std::get_if<core::Put<core::Request>>(&record);
        // Who was tried before was offered it before; and a promised one waited as was agreed.
        if (put != nullptr && put->value.state == core::RequestState::offered && put->value.tried.empty() &&
            !put->value.promise) {
            const core::Instant wanted = std::max(put->value.asked_at, put->value.window.from);
            const std::int64_t waited_ms = std::max<std::int64_t>((turn_time() - wanted).ms, 0);
            counters_.offer.observe(static_cast<std::uint64_t>(waited_ms) * 1000 + turn_us);
        }
    }
}

void Shard::read(core::Read read) {
    const bool queued = history_.query(
        std::move(read.query), [this, to = read.to, request_id = read.request_id](core::ReplyBody body) {
            effects_.emplace_back(core::Reply{to, request_id, std::move(body)});
        });
    if (!queued) {
        outlet_.reply({read.to, read.request_id, core::busy(read_retry)});
    }
}

void Shard::push(core::PushMessage message) {
    if (ports_.push == nullptr) {
        return;
    }
    core::PushFailed failed{message.tenant, message.person, message.channel.endpoint, message.channel.auth,
                            false};
    ports_.push->send(std::move(message), [this, failed = std::move(failed)](bool gone) mutable {
        // A rebuilt engine has the same channels, so it is to know as well.
        if (engine_) {
            failed.gone = gone;
            step(std::move(failed), turn_time());
        }
    });
}

}  // namespace courtside::app
