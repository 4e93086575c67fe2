// The part of a connection's life before it is one: the HTTP request and its answer.
#include "adapters/ws/connection.hpp"
#include "adapters/ws/handshake.hpp"
#include "adapters/ws/hub.hpp"

#include <string>
#include <utility>
#include <variant>

namespace courtside::ws {

void Connection::take_request(std::string_view bytes) {
    http::ReadProgress progress = reader_->feed(bytes);
    if (auto* whole = std::get_if<http::WholeRequest>(&progress)) {
        reader_.reset();
        answer_request(whole->request, std::move(whole->rest));
    } else if (const auto* bad = std::get_if<http::BadRequest>(&progress)) {
        respond(bad->response, false);
    }
}

void Connection::answer_request(const http::Request& request, std::string rest) {
    if (entrance_ == Entrance::everyone && request.path() == hub_.options().path) {
        upgrade(request, std::move(rest));
    } else {
        respond(hub_.routes(entrance_).handle(request), request.method == "HEAD");
    }
}

void Connection::upgrade(const http::Request& request, std::string rest) {
    ports::ConnectionHandler& app = hub_.handler();
    const auto verdict =
        judge_upgrade(request, [&](std::string_view origin) { return app.origin_allowed(origin); });
    if (const auto* refusal = std::get_if<http::Response>(&verdict)) {
        ++hub_.stats().refused_upgrades;
        respond(*refusal, request.method == "HEAD");
        return;
    }
    const auto& granted = std::get<Upgrade>(verdict);
    outgoing().append(http::to_wire(granted.response, false));
    ++hub_.stats().upgraded;
    format_ = granted.format;
    phase_ = Phase::open;
    app_knows_ = true;
    app.on_open(id_, format_, granted.origin);
    take_frames({rest.data(), rest.size()});
}

}  // namespace courtside::ws
