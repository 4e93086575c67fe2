#include "courtside/runtime.hpp"

#include "net/alarm.hpp"
#include "net/loop.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <utility>

namespace courtside {

Runtime::Runtime() : loop_(std::make_unique<Loop>()) {
    loop_->thread = std::thread([loop = loop_.get()] { loop->io.run(); });
}

Runtime::~Runtime() {
    loop_->io.stop();
    loop_->thread.join();
}

void Runtime::post(std::function<void()> work) {
    boost::asio::post(loop_->io, std::move(work));
}

void Runtime::after(std::chrono::milliseconds delay, std::function<void()> work) {
    auto timer = std::make_shared<boost::asio::steady_timer>(loop_->io, delay);
    auto& waiting = *timer;
    waiting.async_wait(
        [timer = std::move(timer), work = std::move(work)](const boost::system::error_code& error) {
            if (!error) {
                work();
            }
        });
}

bool Runtime::is_this_thread() const noexcept {
    return loop_->thread.get_id() == std::this_thread::get_id();
}

namespace internal {

struct Alarm::State {
    State(boost::asio::io_context& io, std::function<void()> ring_) : timer(io), ring(std::move(ring_)) {}

    boost::asio::steady_timer timer;
    std::function<void()> ring;
    std::optional<TimePoint> set_to;
};

Alarm::Alarm(Runtime::Loop& loop, std::function<void()> ring)
    : state_(std::make_shared<State>(loop.io, std::move(ring))) {}

Alarm::~Alarm() = default;

void Alarm::set(std::optional<TimePoint> when) {
    if (!when || (state_->set_to && *state_->set_to <= *when)) {
        return;
    }
    state_->set_to = when;
    state_->timer.expires_at(*when);
    state_->timer.async_wait([weak = std::weak_ptr{state_}](const boost::system::error_code& error) {
        const auto state = weak.lock();
        if (!error && state) {
            state->set_to.reset();
            state->ring();
        }
    });
}

}  // namespace internal
}  // namespace courtside
