#include "bench/relay_round.hpp"

#include "courtside/v1/frames.pb.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <deque>
#include <stdexcept>

namespace courtside::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t text_bytes = 120;

struct Sender {
    BenchClient* client = nullptr;
    std::uint64_t session = 0;
    std::deque<Clock::time_point> in_flight;  ///< acknowledgements come in order
    bool blocked = false;
};

class Round {
public:
    Round(std::span<Pair> pairs, Target target, const RoundPlan& plan)
        : target_(target), plan_(plan), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        for (Pair& pair : pairs) {
            add(pair.learner, pair.session);
            add(pair.coach, pair.session);
        }
        for (std::size_t i = 0; i < senders_.size(); ++i) {
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, senders_[i].client->socket(), &event);
        }
        frame_.mutable_send_message()->mutable_text()->set_text(std::string(text_bytes, 'x'));
    }
    ~Round() { ::close(epoll_); }
    Round(const Round&) = delete;
    Round& operator=(const Round&) = delete;

    RoundResult run(const BenchProcess& server) {
        const auto cpu_before = server.cpu();
        const auto begin = Clock::now();
        const auto end = begin + plan_.length;
        if (plan_.rate == 0) {
            for (Sender& sender : senders_) {
                top_up(sender);
            }
        }
        for (auto now = begin; now < end || delivered_ < sent_ || acknowledged_ < sent_; now = Clock::now()) {
            sending_ = now < end;
            if (now > end + std::chrono::seconds(20)) {
                throw std::runtime_error("messages were not delivered within 20 s");
            }
            if (plan_.rate > 0 && sending_) {
                send_by_rate(now - begin);
            }
            serve(plan_.rate > 0 ? 1 : 100);
        }
        const std::chrono::duration<double> took = Clock::now() - begin;
        const auto cpu = server.cpu() - cpu_before;
        return result(took.count(), static_cast<double>(cpu.count()));
    }

private:
    void add(BenchClient& client, std::uint64_t session) {
        senders_.push_back({&client, session, {}, false});
    }

    void send_one(Sender& sender) {
        ++sent_;
        std::string id(16, 'r');
        for (std::size_t i = 0; i < 8; ++i) {
            id[i] = static_cast<char>(sent_ >> (8 * i));
        }
        const auto stamp = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
        for (std::size_t i = 0; i < 6; ++i) {
            id[8 + i] = static_cast<char>(stamp >> (8 * i));
        }
        frame_.set_request_id(sent_);
        frame_.set_command_id(id);
        frame_.mutable_send_message()->set_session_id(sender.session);
        frame_.SerializeToString(&bytes_);
        sender.client->send(bytes_);
        sender.in_flight.push_back(Clock::now());
    }

    void top_up(Sender& sender) {
        while (sending_ && sender.in_flight.size() < plan_.depth) {
            send_one(sender);
        }
        sender.client->flush();
    }

    void send_by_rate(Clock::duration since) {
        const double due = std::chrono::duration<double>(since).count() * static_cast<double>(plan_.rate);
        while (static_cast<double>(sent_) < due) {
            Sender& sender = senders_[next_++ % senders_.size()];
            send_one(sender);
            sender.client->flush();
        }
    }

    void serve(int wait_ms) {
        std::array<epoll_event, 256> events{};
        const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
        for (int i = 0; i < ready; ++i) {
            Sender& sender = senders_[events[static_cast<std::size_t>(i)].data.u64];
            if (!sender.client->receive()) {
                throw std::runtime_error("the server closed a connection");
            }
            const auto now = Clock::now();
            for (auto message = sender.client->next(); !message.empty(); message = sender.client->next()) {
                take(sender, message, now);
            }
            if (plan_.rate == 0) {
                top_up(sender);
            }
        }
    }

    void take(Sender& sender, std::string_view message, Clock::time_point now) {
        bool is_ack = false;
        if (target_ == Target::bare_relay) {
            is_ack = message == "ok";
            delivered_ += is_ack ? 0U : 1U;
        } else {
            reply_.ParseFromArray(message.data(), static_cast<int>(message.size()));
            if (reply_.has_error()) {
                throw std::runtime_error("refused: " + reply_.error().text());
            }
            is_ack = reply_.has_message_sent();
            delivered_ += reply_.has_message_added() ? 1U : 0U;
        }
        if (is_ack) {
            ++acknowledged_;
            latencies_.push_back(
                std::chrono::duration<double, std::milli>(now - sender.in_flight.front()).count());
            sender.in_flight.pop_front();
        }
    }

    RoundResult result(double seconds, double cpu_us) {
        RoundResult result;
        result.messages_per_second = static_cast<double>(acknowledged_) / seconds;
        result.cpu_us = cpu_us / static_cast<double>(std::max<std::uint64_t>(acknowledged_, 1));
        const auto at = [&](double share) {
            const auto place = latencies_.begin() + static_cast<std::ptrdiff_t>(
                                                        share * static_cast<double>(latencies_.size() - 1));
            std::nth_element(latencies_.begin(), place, latencies_.end());
            return *place;
        };
        if (!latencies_.empty()) {
            result.p50_ms = at(0.50);
            result.p99_ms = at(0.99);
        }
        return result;
    }

    Target target_;
    RoundPlan plan_;
    int epoll_;
    std::vector<Sender> senders_;
    std::size_t next_ = 0;
    bool sending_ = true;
    std::uint64_t sent_ = 0;
    std::uint64_t acknowledged_ = 0;
    std::uint64_t delivered_ = 0;
    std::vector<double> latencies_;
    v1::ClientFrame frame_;
    v1::ServerFrame reply_;
    std::string bytes_;
};

}  // namespace

RoundResult run_round(std::span<Pair> pairs, Target target, const RoundPlan& plan,
                      const BenchProcess& server) {
    Round round(pairs, target, plan);
    return round.run(server);
}

}  // namespace courtside::bench
