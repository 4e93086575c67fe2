#include "adapters/http/routes.hpp"

#include <utility>

namespace courtside::http {

Routes::Routes() {
    get("/livez", [](const Request&) { return text_response(200, "ok\n"); });
}

void Routes::get(std::string path, Handler handler) {
    handlers_.insert_or_assign(std::move(path), std::move(handler));
}

Response Routes::handle(const Request& request) const {
    const auto found = handlers_.find(request.path());
    const Handler* handler = found != handlers_.end() ? &found->second : &otherwise_;
    if (!*handler) {
        return text_response(404, "There is nothing here.\n");
    }
    if (request.method != "GET" && request.method != "HEAD") {
        Response response = text_response(405, "Only GET and HEAD are answered here.\n");
        response.fields.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    return (*handler)(request);
}

}  // namespace courtside::http
