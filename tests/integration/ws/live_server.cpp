#include "integration/ws/live_server.hpp"

#include <spdlog/sinks/base_sink.h>

#include <random>
#include <stdexcept>

namespace courtside::ws::testing {

namespace {

class CountingSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit CountingSink(EchoApp& app) : app_(app) {}

private:
    void sink_it_(const spdlog::details::log_msg&) override {
        app_.note([](EchoApp::Seen& seen) { ++seen.logged_errors; });
    }
    void flush_() override {}

    EchoApp& app_;
};

}  // namespace

void EchoApp::note(const std::function<void(Seen&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        change(seen_);
    }
    changed_.notify_all();
}

void EchoApp::wait_until(const std::function<bool(const Seen&)>& enough) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return enough(seen_); });
}

EchoApp::Seen EchoApp::seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
}

bool EchoApp::origin_allowed(std::string_view origin) const {
    return origin == "https://tool.example";
}

void EchoApp::on_open(core::ConnectionId connection, ports::Format format, std::string_view origin) {
    connections_->set_message_limit(connection, message_limit);
    note([&](Seen& seen) { seen.opened.push_back({connection, format, std::string(origin)}); });
}

ports::Intake EchoApp::on_message(core::ConnectionId connection, std::string_view payload) {
    note([&](Seen& seen) {
        for (const core::ConnectionId closed : seen.closed) {
            seen.delivered_after_end += closed == connection ? 1 : 0;
        }
    });
    if (hold_every != 0 && !was_held_ && (messages_ + 1) % hold_every == 0) {
        was_held_ = resume;
        held_.push_back(connection);
        note([](Seen& seen) { ++seen.held; });
        return ports::Intake::hold;
    }
    was_held_ = false;
    ++messages_;
    echoes_.emplace_back(connection, payload);
    return ports::Intake::taken;
}

void EchoApp::on_close(core::ConnectionId connection) {
    note([&](Seen& seen) {
        for (const core::ConnectionId closed : seen.closed) {
            seen.delivered_after_end += closed == connection ? 1 : 0;
        }
        seen.closed.push_back(connection);
    });
}

void EchoApp::on_turn_end() {
    for (const auto& [connection, payload] : std::exchange(echoes_, {})) {
        connections_->send(connection, payload);
    }
    if (resume) {
        for (const core::ConnectionId connection : std::exchange(held_, {})) {
            connections_->resume(connection);
        }
    }
    connections_->flush();
}

const std::string& LiveServer::large_file() {
    static const std::string bytes = [] {
        std::string made;
        for (int line = 0; made.size() < std::size_t{20} * 1024 * 1024; ++line) {
            made += "line " + std::to_string(line) + "\n";
        }
        return made;
    }();
    return bytes;
}

LiveServer::LiveServer(WebSocketOptions options, const std::function<void(EchoApp&)>& configure)
    : logger_("test", std::make_shared<CountingSink>(app_)),
      server_(io_, routes_, std::move(options), logger_),
      loop_(io_, app_) {
    if (configure) {
        configure(app_);
    }
    routes_.get("/large", [](const http::Request&) {
        http::Response response;
        response.shared_body = std::shared_ptr<const std::string>(std::shared_ptr<void>(), &large_file());
        return response;
    });
    app_.attach(server_);
    port_ = server_.listen("127.0.0.1", 0).value();
    server_.start(app_);
    thread_ = std::thread([this] { loop_.run(); });
}

LiveServer::~LiveServer() {
    if (thread_.joinable()) {
        loop_.stop();
        thread_.join();
    }
}

void LiveServer::begin_stop(std::uint16_t code, const std::string& reason) {
    on_loop([&](WebSocketServer& server) {
        server.stop_accepting();
        server.close_all(code, reason);
    });
}

void LiveServer::wait_for_end() {
    thread_.join();
}

std::string noise(std::size_t size) {
    std::mt19937 random(static_cast<unsigned>(size));
    std::string out(size, '\0');
    for (char& c : out) {
        c = static_cast<char>(random());
    }
    return out;
}

}  // namespace courtside::ws::testing
