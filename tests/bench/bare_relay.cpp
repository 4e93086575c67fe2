// The floor to measure against: a relay with the very same sockets and framing that knows nothing
// and stores nothing. Connections are paired as they come; each message goes to the partner as it
// is, and its sender gets two bytes back.

#include "adapters/http/routes.hpp"
#include "adapters/ws/websocket_server.hpp"

#include <boost/asio/io_context.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <unordered_map>

namespace courtside::bench {
namespace {

class Relay final : public ports::ConnectionHandler {
public:
    explicit Relay(ports::Connections& connections) : connections_(connections) {}

    [[nodiscard]] bool origin_allowed(std::string_view) const override { return false; }

    void on_open(core::ConnectionId id, ports::Format, std::string_view) override {
        connections_.set_message_limit(id, 64 * 1024);
        if (!waiting_) {
            waiting_ = id;
            return;
        }
        partners_[id] = waiting_;
        partners_[waiting_] = id;
        waiting_ = {};
    }

    [[nodiscard]] ports::Intake on_message(core::ConnectionId id, std::string_view payload) override {
        connections_.send(id, "ok");
        if (const auto partner = partners_.find(id); partner != partners_.end()) {
            connections_.send(partner->second, payload);
        }
        return ports::Intake::taken;
    }

    void on_close(core::ConnectionId id) override {
        partners_.erase(id);
        waiting_ = waiting_ == id ? core::ConnectionId{} : waiting_;
    }

    void on_turn_end() override { connections_.flush(); }

private:
    ports::Connections& connections_;
    core::ConnectionId waiting_;
    std::unordered_map<core::ConnectionId, core::ConnectionId, core::IdHash> partners_;
};

int run() {
    boost::asio::io_context io(1);
    spdlog::logger log("relay", std::make_shared<spdlog::sinks::stderr_color_sink_st>());
    const http::Routes routes;
    ws::WebSocketServer server(io, routes, {}, log);
    Relay relay(server);
    const auto port = server.listen("127.0.0.1", 0);
    if (!port) {
        std::fprintf(stderr, "cannot listen: %s\n", port.error().message().c_str());
        return 1;
    }
    server.start(relay);
    std::printf("listening on 127.0.0.1:%u\n", static_cast<unsigned>(*port));
    std::fflush(stdout);
    constexpr std::size_t handlers_per_turn = 1024;  // as the real server's
    while (io.run_one() > 0) {
        for (std::size_t handlers = 1; handlers < handlers_per_turn && io.poll_one() > 0; ++handlers) {
        }
        relay.on_turn_end();
    }
    return 0;
}

}  // namespace
}  // namespace courtside::bench

int main() {
    return courtside::bench::run();
}
