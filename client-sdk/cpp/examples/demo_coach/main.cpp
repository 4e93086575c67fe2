#include "../common/sign_in.hpp"
#include "demo_coach.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

/// Far more than one process is for.
constexpr std::size_t kMostCoaches = 1'000;

struct Flags {
    std::string url = "ws://127.0.0.1:8080";
    std::string token;
    std::vector<std::string> token_files;
    std::string people;
    int pace_ms = 1'500;
};

std::vector<courtside::TokenSource> token_sources(const Flags& flags) {
    std::vector<courtside::TokenSource> sources;
    for (const auto& file : flags.token_files) {
        sources.push_back(examples::token_from_file(file));
    }
    if (!flags.people.empty()) {
        std::ifstream file(flags.people);
        if (!file) {
            throw std::runtime_error("can't read " + flags.people);
        }
        std::string line;
        while (std::getline(file, line) && sources.size() < kMostCoaches) {
            if (!line.empty()) {
                sources.push_back(courtside::fixed_token(line));
            }
        }
    }
    if (sources.empty() && !flags.token.empty()) {
        sources.push_back(courtside::fixed_token(flags.token));
    }
    if (sources.empty()) {
        throw std::runtime_error(
            "there is no token: give --token-file or --people, or --token or COURTSIDE_TOKEN for one coach");
    }
    return sources;
}

int serve(const Flags& flags) {
    // Before any thread is made, so that all of them leave these to sigwait.
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const auto runtime = std::make_shared<courtside::Runtime>();
    std::mutex log_mutex;
    std::vector<std::shared_ptr<examples::DemoCoach>> coaches;
    // Counted on the runtime's thread only.
    auto running = std::make_shared<std::size_t>(0);
    bool all_failed = false;
    for (auto& source : token_sources(flags)) {
        examples::DemoCoach::Settings settings;
        settings.options.url = flags.url;
        settings.options.token = std::move(source);
        settings.options.client_name = "courtside-demo-coach";
        settings.options.device_id = "demo-coach";
        settings.options.runtime = runtime;
        settings.pace = std::chrono::milliseconds{flags.pace_ms};
        settings.log = [&log_mutex](const std::string& line) {
            const std::lock_guard lock(log_mutex);
            std::puts(line.c_str());
            std::fflush(stdout);
        };
        settings.failed = [running, &all_failed] {
            if (--*running == 0) {
                all_failed = true;
                kill(getpid(), SIGTERM);
            }
        };
        coaches.push_back(examples::DemoCoach::make(std::move(settings)));
    }
    *running = coaches.size();
    std::printf("Demo coach (a program, not a person): %zu of them\n", coaches.size());
    std::fflush(stdout);
    for (const auto& coach : coaches) {
        runtime->post([coach] { coach->start(); });
    }

    int signal = 0;
    sigwait(&signals, &signal);
    // After this no callback runs, so what they refer to may go.
    std::promise<void> stopped;
    runtime->post([&] {
        for (const auto& coach : coaches) {
            coach->stop();
        }
        stopped.set_value();
    });
    stopped.get_future().wait();
    return all_failed ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Demo coaches: programs, not persons. Each takes every offer and asks what a coach would ask."};
    Flags flags;
    app.add_option("--url", flags.url, "The server: ws://host[:port] or wss://host[:port]")
        ->envname("COURTSIDE_URL")
        ->capture_default_str();
    app.add_option("--token", flags.token, "The sign-in token of one coach")->envname("COURTSIDE_TOKEN");
    app.add_option("--token-file", flags.token_files, "A file with a coach's token; can be repeated");
    app.add_option("--people", flags.people, "A file with one coach's token a line");
    app.add_option("--pace", flags.pace_ms, "Milliseconds from a message to the answer")
        ->check(CLI::Range(0, 60'000))
        ->capture_default_str();
    try {
        app.parse(argc, argv);
        return serve(flags);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
