#pragma once

#include <courtside/client.hpp>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace courtside::test {

/// Longer than anything that works takes, also on a busy machine under a sanitizer.
inline constexpr std::chrono::seconds long_enough{30};

/// The result of a command; throws std::runtime_error if it was refused or does not come.
template <class T>
T value_of(std::future<Result<T>> future) {
    if (future.wait_for(long_enough) != std::future_status::ready) {
        throw std::runtime_error("no answer came");
    }
    Result<T> result = future.get();
    if (!result) {
        throw std::runtime_error("refused: " + std::string(name(result.error().code)) + ", " +
                                 result.error().text);
    }
    return std::move(result).value();
}

/// The refusal of a command; throws std::runtime_error if it went through.
template <class T>
Error error_of(std::future<Result<T>> future) {
    if (future.wait_for(long_enough) != std::future_status::ready) {
        throw std::runtime_error("no answer came");
    }
    Result<T> result = future.get();
    if (result) {
        throw std::runtime_error("it was not refused");
    }
    return result.error();
}

/// Everything that a client was told, in order.
struct Told {
    std::vector<StateChange> states;
    std::vector<Welcome> welcomes;
    std::vector<Presence> presences;
    std::vector<Request> requests;
    std::vector<Offer> offers;
    std::vector<OfferClosed> closed_offers;
    std::vector<Session> sessions;
    std::vector<Message> messages;
    std::vector<TypingChanged> typing;
    std::vector<MarksChanged> marks;
    std::vector<SignalReceived> signals;
    std::vector<Issue> issues;
    std::vector<WaitingCounts> waiting;
    std::vector<PromiseReminder> reminders;
    std::vector<Error> refusals;
};

/// A person at a client of the SDK that notes all it is told. Waits end when it is told what is waited for,
/// or throw std::runtime_error. Constructed it is connecting already; not on an I/O thread.
class Desk {
public:
    struct Settings {
        /// Whether offers are confirmed as shown.
        bool shows_offers = true;
        std::chrono::milliseconds idle_timeout{35'000};
    };

    Desk(std::string who, const std::string& url, TokenSource token);
    Desk(std::string who, const std::string& url, TokenSource token, Settings settings);
    Desk(std::string who, const std::string& url, const std::string& token);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    Client& client() { return client_; }
    Client* operator->() { return &client_; }

    /// Waits until `find` gives something (an optional) and returns that.
    template <class Find>
    auto wait_for(const std::string& what, Find find) {
        std::unique_lock lock(mutex_);
        decltype(find(told_)) found;
        const bool in_time = changed_.wait_for(lock, long_enough, [&] {
            found = find(told_);
            return found.has_value();
        });
        if (!in_time) {
            throw std::runtime_error(who_ + " waited in vain for " + what);
        }
        return *std::move(found);
    }

    [[nodiscard]] Told told() const {
        const std::lock_guard lock(mutex_);
        return told_;
    }

    Welcome welcome(std::size_t which = 1);
    StateChange state(ConnectionState state);
    /// The next offer that was not returned before.
    Offer next_offer();
    OfferState closed_offer(OfferId offer);
    Request request(RequestId id, RequestState state);
    /// A request that was not there before `after`.
    Request request_after(RequestId after, RequestState state);
    Session session(SessionId id, SessionState state);
    Message message(SessionId id, MessageNumber number);
    Presence presence(PresenceState state);
    PromiseReminder reminder();

private:
    Options options(const std::string& url, TokenSource token, const Settings& settings) const;
    Handlers handlers(const Settings& settings);
    template <class T>
    void note(std::vector<T> Told::*list, const T& value) {
        {
            const std::lock_guard lock(mutex_);
            (told_.*list).push_back(value);
        }
        changed_.notify_all();
    }

    std::string who_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Told told_;
    std::size_t offers_taken_ = 0;
    /// The last one: its callbacks use all of the above.
    Client client_;
};

}  // namespace courtside::test
