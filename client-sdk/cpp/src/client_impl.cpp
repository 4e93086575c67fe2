#include "client_impl.hpp"

#include <random>
#include <stdexcept>
#include <utility>

namespace courtside {
namespace {

/// From the operating system: command ids must not repeat over restarts and machines.
internal::Random system_random() {
    return [device = std::make_shared<std::random_device>()] {
        const std::uint64_t high = (*device)();
        return high << 32U | (*device)();
    };
}

internal::Transport::Settings transport_settings(const Options& options) {
    auto endpoint = internal::parse_endpoint(options.url);
    if (!endpoint) {
        throw std::invalid_argument(
            "courtside: the URL must be ws://host[:port] or wss://host[:port], not '" + options.url + "'");
    }
    return {std::move(*endpoint), options.client_name + '/' + options.client_version, options.connect_timeout,
            options.idle_timeout, options.largest_frame};
}

Time system_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Client::Impl::Impl(Options options, Handlers handlers, Runtime& runtime)
    : runtime_(runtime),
      token_source_(std::move(options.token)),
      transport_settings_(transport_settings(options)),
      engine_(options, std::move(handlers), *this, system_random()),
      gate_(std::make_shared<TokenGate>()) {
    if (!token_source_) {
        throw std::invalid_argument("courtside: there is no token source");
    }
    gate_->runtime = &runtime_;
}

Client::Impl::~Impl() = default;

void Client::Impl::wind_alarm() {
    const auto deadline = engine_.deadline();
    if (!deadline) {
        return;
    }
    if (!alarm_) {
        // Made late: it needs to know this object weakly.
        alarm_ = std::make_unique<internal::Alarm>(runtime_.loop(), [weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->engine_.tick(now());
                self->wind_alarm();
            }
        });
    }
    alarm_->set(deadline);
}

void Client::Impl::stop() {
    engine_.stop();
    alarm_.reset();
    state_ = ConnectionState::disconnected;
}

void Client::Impl::drop_token_answers() {
    const std::lock_guard lock(gate_->mutex);
    gate_->runtime = nullptr;
}

Time Client::Impl::server_now() const noexcept {
    return system_now() + std::chrono::milliseconds{server_ahead_ms_.load()};
}

void Client::Impl::server_time_is(Time time) {
    server_ahead_ms_ = (time - system_now()).count();
}

void Client::Impl::open() {
    const auto weak = weak_from_this();
    internal::Transport::Events events;
    events.opened = [weak] {
        if (const auto self = weak.lock()) {
            self->engine_.opened(now());
            self->wind_alarm();
        }
    };
    events.received = [weak](std::string_view message) {
        if (const auto self = weak.lock()) {
            self->engine_.received(message, now());
            self->wind_alarm();
        }
    };
    events.closed = [weak](int code, const std::string& reason) {
        if (const auto self = weak.lock()) {
            self->engine_.closed(code, reason, now());
            self->wind_alarm();
        }
    };
    transport_ = internal::make_transport(runtime_.loop(), transport_settings_, std::move(events));
    transport_->start();
}

void Client::Impl::close() {
    if (const auto transport = std::exchange(transport_, nullptr)) {
        transport->close();
    }
}

void Client::Impl::send(std::string frame) {
    if (transport_) {
        transport_->send(std::move(frame));
    }
}

std::size_t Client::Impl::unsent_bytes() const {
    return transport_ ? transport_->unsent_bytes() : 0;
}

void Client::Impl::ask_token(const TokenRequest& request, std::uint64_t ticket) {
    auto answer = [gate = gate_, weak = weak_from_this(), ticket](TokenResult result) {
        const std::lock_guard lock(gate->mutex);
        if (gate->runtime == nullptr) {
            return;
        }
        gate->runtime->post([weak, ticket, result = std::move(result)]() mutable {
            if (const auto self = weak.lock()) {
                self->engine_.token_answered(ticket, std::move(result), now());
                self->wind_alarm();
            }
        });
    };
    token_source_(request, std::move(answer));
}

TokenSource fixed_token(std::string token) {
    return [token = std::move(token)](const TokenRequest& request,
                                      const std::function<void(TokenResult)>& answer) {
        answer(request.fresh ? TokenResult::unauthorised("the server refused the only token there is")
                             : TokenResult::token(token));
    };
}

}  // namespace courtside
