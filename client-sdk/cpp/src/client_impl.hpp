#pragma once

#include "courtside/client.hpp"
#include "courtside/v1/frames.pb.h"
#include "net/alarm.hpp"
#include "net/transport.hpp"
#include "protocol/engine.hpp"
#include "protocol/replies.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace courtside {

/// The shell around the engine: transports, the timer, and the way onto the I/O thread. But for the
/// constructor and the functions marked so, everything runs there.
class Client::Impl final : private internal::Outside, public std::enable_shared_from_this<Client::Impl> {
public:
    Impl(Options options, Handlers handlers, Runtime& runtime);
    ~Impl() override;

    /// Any thread: runs `work(engine, now)` on the I/O thread.
    template <class Work>
    void run(Work work) {
        runtime_.post([self = shared_from_this(), work = std::move(work)]() mutable {
            work(self->engine_, now());
            self->wind_alarm();
        });
    }

    /// Any thread: sends a command whose reply `read` turns into the result.
    template <class T>
    void submit(internal::Keep keep, v1::ClientFrame frame, internal::Reader<T> read, Completion<T> done) {
        run([keep, frame = std::move(frame), waiter = internal::waiter<T>(read, std::move(done))](
                internal::Engine& engine, internal::TimePoint at) mutable {
            engine.submit(keep, std::move(frame), std::move(waiter), at);
        });
    }

    /// No callback runs after it.
    void stop();
    /// Any thread: answers of the token source are dropped from here on.
    void drop_token_answers();

    /// Any thread.
    [[nodiscard]] ConnectionState state() const noexcept { return state_; }
    [[nodiscard]] Time server_now() const noexcept;

private:
    /// The way back for token sources, which may answer on any thread and when the client is gone.
    struct TokenGate {
        std::mutex mutex;
        Runtime* runtime = nullptr;
    };

    [[nodiscard]] static internal::TimePoint now() { return std::chrono::steady_clock::now(); }
    void wind_alarm();

    void open() override;
    void close() override;
    void send(std::string frame) override;
    [[nodiscard]] std::size_t unsent_bytes() const override;
    void ask_token(const TokenRequest& request, std::uint64_t ticket) override;
    void state_is(ConnectionState state) override { state_ = state; }
    void server_time_is(Time time) override;

    Runtime& runtime_;
    TokenSource token_source_;
    internal::Transport::Settings transport_settings_;
    internal::Engine engine_;
    std::shared_ptr<internal::Transport> transport_;
    std::unique_ptr<internal::Alarm> alarm_;
    std::shared_ptr<TokenGate> gate_;
    std::atomic<ConnectionState> state_{ConnectionState::disconnected};
    std::atomic<std::int64_t> server_ahead_ms_{0};
};

}  // namespace courtside
