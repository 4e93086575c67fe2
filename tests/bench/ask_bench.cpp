// From "I need help" to the offer on a coach's screen, through the real server, durable: how long that takes
// at a steady rate of requests.

#include "bench/bench_process.hpp"
#include "bench/disk_flush.hpp"
#include "bench/relay_setup.hpp"
#include "core/time.hpp"

#include <CLI/CLI.hpp>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <deque>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
    std::size_t pairs = 500;
    std::size_t rate = 1000;
    std::size_t rounds = 5;
    std::size_t seconds = 3;
};

struct Learner {
    BenchClient client;
    std::uint64_t issue = 0;
    std::uint64_t request = 0;  ///< 0: none is open
    Clock::time_point asked;
    bool offered = false;
};

double at(std::vector<double>& values, double share) {
    const auto place =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// Learners who ask, see that somebody was asked, and change their minds; coaches who are always ready. The
/// title of each issue is its learner's place, so that an offer tells whose it is.
class Crowd {
public:
    Crowd(const BenchCompany& company, std::uint16_t port, std::size_t pairs)
        : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        for (std::size_t i = 0; i < pairs; ++i) {
            Learner& learner = learners_.emplace_back(Learner{BenchClient(port), 0, 0, {}, false});
            sign_in(company, learner.client, "learner-" + std::to_string(i + 1));
            v1::ClientFrame open;
            open.mutable_open_issue()->set_title(std::to_string(i));
            learner.issue = ask(learner.client, open).issue_opened().issue().issue_id();
            BenchClient& coach = coaches_.emplace_back(port);
            sign_in(company, coach, "coach-" + std::to_string(i + 1));
            v1::ClientFrame ready;
            const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch());
            ready.mutable_set_presence()->set_ready_until_ms(now.count() + core::hours(6).ms);
            ask(coach, ready, false);
            watch(learner.client, i);
            watch(coach, pairs + i);
            idle_.push_back(i);
        }
    }
    ~Crowd() { ::close(epoll_); }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// Milliseconds from asking to the offer, one for each request.
    std::vector<double> run(std::size_t rate, std::chrono::seconds length) {
        took_.clear();
        std::size_t asked = 0;
        const auto begin = Clock::now();
        for (auto now = begin; now < begin + length || open_ > 0; now = Clock::now()) {
            if (now > begin + length + std::chrono::seconds(20)) {
                throw std::runtime_error("requests were not offered within 20 s");
            }
            const double due =
                std::min(std::chrono::duration<double>(now - begin), std::chrono::duration<double>(length))
                    .count() *
                static_cast<double>(rate);
            while (static_cast<double>(asked) < due && !idle_.empty()) {
                ask_for_help(idle_.front());
                idle_.pop_front();
                ++asked;
            }
            serve();
        }
        return std::move(took_);
    }

private:
    void watch(const BenchClient& client, std::size_t index) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket(), &event);
    }

    void send(BenchClient& client, v1::ClientFrame& frame) {
        ++sent_;
        std::string id(16, 'a');
        for (std::size_t i = 0; i < 8; ++i) {
            id[i] = static_cast<char>(sent_ >> (8 * i));
        }
        frame.set_request_id(sent_);
        frame.set_command_id(id);
        client.send(frame.SerializeAsString());
        client.flush();
    }

    void ask_for_help(std::size_t index) {
        Learner& learner = learners_[index];
        v1::ClientFrame frame;
        frame.mutable_ask()->set_issue_id(learner.issue);
        frame.mutable_ask()->set_minutes(15);
        frame.mutable_ask()->set_skill("S1");
        learner.offered = false;
        learner.asked = Clock::now();
        ++open_;
        send(learner.client, frame);
    }

    void serve() {
        std::array<epoll_event, 256> events{};
        const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1);
        for (int i = 0; i < ready; ++i) {
            const std::size_t index = events[static_cast<std::size_t>(i)].data.u64;
            BenchClient& client =
                index < learners_.size() ? learners_[index].client : coaches_[index - learners_.size()];
            if (!client.receive()) {
                throw std::runtime_error("the server closed a connection");
            }
            const auto now = Clock::now();
            for (auto message = client.next(); !message.empty(); message = client.next()) {
                frame_.ParseFromArray(message.data(), static_cast<int>(message.size()));
                take(index, now);
            }
        }
    }

    void take(std::size_t index, Clock::time_point now) {
        if (frame_.has_error()) {
            throw std::runtime_error("refused: " + frame_.error().text());
        }
        if (frame_.has_offer_made()) {
            const std::size_t whose = std::stoul(frame_.offer_made().offer().title());
            Learner& learner = learners_[whose];
            took_.push_back(std::chrono::duration<double, std::milli>(now - learner.asked).count());
            learner.offered = true;
            change_mind(learner);
        } else if (frame_.has_asked()) {
            learners_[index].request = frame_.asked().request().request_id();
            change_mind(learners_[index]);
        } else if (frame_.has_done()) {
            --open_;
            idle_.push_back(index);
        }
    }

    /// Once the answer and the offer are both here.
    void change_mind(Learner& learner) {
        if (learner.request == 0 || !learner.offered) {
            return;
        }
        v1::ClientFrame frame;
        frame.mutable_cancel_request()->set_request_id(learner.request);
        learner.request = 0;
        send(learner.client, frame);
    }

    int epoll_;
    std::deque<Learner> learners_;
    std::deque<BenchClient> coaches_;
    std::deque<std::size_t> idle_;
    std::size_t open_ = 0;
    std::uint64_t sent_ = 0;
    std::vector<double> took_;
    v1::ServerFrame frame_;
};

void measure(const Arguments& arguments) {
    const BenchCompany company(COURTSIDE_BINARY, arguments.pairs);
    const BenchProcess server(company.serve_command());
    Crowd crowd(company, server.port(), arguments.pairs);
    std::vector<double> middles;
    std::vector<double> tails;
    std::vector<double> costs;
    std::size_t requests = 0;
    for (std::size_t round = 0; round < arguments.rounds; ++round) {
        const auto cpu = server.cpu();
        std::vector<double> took = crowd.run(arguments.rate, std::chrono::seconds(arguments.seconds));
        if (took.empty()) {
            throw std::runtime_error("nothing was offered");
        }
        costs.push_back(static_cast<double>((server.cpu() - cpu).count()) / static_cast<double>(took.size()));
        requests += took.size();
        middles.push_back(at(took, 0.50));
        tails.push_back(at(took, 0.99));
    }
    std::printf("%zu ready coaches, %zu requests a second (%.0f reached)\n", arguments.pairs, arguments.rate,
                static_cast<double>(requests) / static_cast<double>(arguments.rounds * arguments.seconds));
    std::printf(
        "asked to offered p50 %.3f ms  p99 %.3f ms   %.1f us CPU a request, asked, offered and "
        "cancelled; one flush of 4 KiB takes %.3f ms\n",
        at(middles, 0.5), at(tails, 0.5), at(costs, 0.5), flush_ms(company.data_folder()));
}

}  // namespace
}  // namespace courtside::bench

int main(int argc, char** argv) {
    courtside::bench::Arguments arguments;
    CLI::App app("From asking to the offer, through the real server");
    app.add_option("--pairs", arguments.pairs, "learners, and as many ready coaches")
        ->check(CLI::Range(1, 5000));
    app.add_option("--rate", arguments.rate, "requests a second")->check(CLI::Range(1, 100'000));
    app.add_option("--rounds", arguments.rounds, "rounds")->check(CLI::Range(1, 99));
    app.add_option("--seconds", arguments.seconds, "length of a round")->check(CLI::Range(1, 60));
    CLI11_PARSE(app, argc, argv);
    try {
        courtside::bench::measure(arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "ask_bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
