#include "app/shard.hpp"
#include "core/errors.hpp"
#include "core/overload.hpp"

#include <string>
#include <utility>

namespace courtside::app {

namespace {

/// For those who may ask again on the same connection.
constexpr core::Duration verify_retry = core::seconds(1);

core::Error unauthenticated(std::string text) {
    return {core::ErrorCode::unauthenticated, std::move(text), {}, false, {}};
}

}  // namespace

void Shard::verify(core::ConnectionId id, std::uint64_t request_id, const std::string& token,
                   Purpose purpose) {
    auto answer =
        ports_.identity.verify(token, turn_time(), [this, id, request_id, purpose](ports::Verdict verdict) {
            on_verdict(id, request_id, std::move(verdict), purpose);
        });
    std::visit(core::Overload{
                   [&](core::Claims& claims) { decide(id, request_id, std::move(claims), purpose); },
                   [&](ports::IdentityError& error) { decide(id, request_id, std::move(error), purpose); },
                   [&](ports::VerdictPending&) {
                       ++counters_.verdicts_awaited;
                       registry_.find(id)->verifying = true;
                   },
                   [&](ports::VerdictRefused&) { refuse_for_now(id, request_id, purpose); },
               },
               answer);
}

void Shard::on_verdict(core::ConnectionId id, std::uint64_t request_id, ports::Verdict verdict,
                       Purpose purpose) {
    auto* connection = registry_.find(id);
    if (connection == nullptr) {
        return;  // it left meanwhile
    }
    connection->verifying = false;
    if (std::exchange(connection->held_back, false)) {
        ports_.connections.resume(id);
    }
    // Everybody is being closed after the store failed, and at the end: then nobody waits for this.
    if (!connection->closing && engine_) {
        decide(id, request_id, std::move(verdict), purpose);
    }
}

void Shard::decide(core::ConnectionId id, std::uint64_t request_id, ports::Verdict verdict, Purpose purpose) {
    if (auto* error = std::get_if<ports::IdentityError>(&verdict)) {
        refuse_and_close(id, request_id, unauthenticated(std::move(error->reason)),
                         core::CloseCode::unauthenticated);
        return;
    }
    auto& claims = std::get<core::Claims>(verdict);
    if (purpose == Purpose::hello) {
        sign_in(id, request_id, std::move(claims));
    } else {
        step(core::Refreshed{id, request_id, std::move(claims)}, turn_time());
    }
}

void Shard::sign_in(core::ConnectionId id, std::uint64_t request_id, core::Claims claims) {
    const auto origin = registry_.take_origin(id);
    if (!origin.empty() && !origins_.allowed_by(claims.tenant, origin)) {
        refuse_and_close(
            id, request_id,
            core::not_allowed("pages of " + origin +
                              " may not connect for this company; add it to the company's origins"),
            core::CloseCode::protocol_error);
        return;
    }
    step(core::Connected{id, request_id, std::move(claims)}, turn_time());
    registry_.find(id)->signed_in = engine_->speaker(id).has_value();
}

void Shard::refuse_for_now(core::ConnectionId id, std::uint64_t request_id, Purpose purpose) {
    if (purpose == Purpose::refresh) {
        // The sign-in that it has still holds.
        effects_.emplace_back(core::Reply{id, request_id, core::busy(verify_retry)});
        return;
    }
    const auto delay = reconnect_delay(id);
    refuse_and_close(id, request_id, core::busy(delay), core::CloseCode::try_again, delay);
}

}  // namespace courtside::app
