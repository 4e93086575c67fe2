#pragma once

#include "adapters/http/message.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace courtside::http {

/// What the port answers to plain HTTP: `GET /livez`, whatever is added, and for the rest 404 or what
/// otherwise() says.
/// No I/O. Handlers run on the loop and must not block.
class Routes {
public:
    using Handler = std::function<Response(const Request&)>;

    /// With `/livez`, which says "ok" as long as the loop turns.
    Routes();

    /// Answers GET and HEAD on exactly this path (without query); replaces what was there.
    void get(std::string path, Handler handler);

    /// Answers GET and HEAD on every path that get() was not called for.
    void otherwise(Handler handler) { otherwise_ = std::move(handler); }

    /// Always an answer: 404 for an unknown path, 405 for another method on a known one.
    [[nodiscard]] Response handle(const Request& request) const;

private:
    std::map<std::string, Handler, std::less<>> handlers_;
    Handler otherwise_;
};

}  // namespace courtside::http
