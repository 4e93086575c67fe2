#pragma once

#include "adapters/http/message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace courtside::http {

/// The head of the request is not complete.
struct NeedMoreOfRequest {};

struct WholeRequest {
    Request request;
    std::string rest;  ///< bytes that came after the head: the first frames of an upgraded connection
};

/// The request cannot be taken; the response says why.
struct BadRequest {
    Response response;
};

using ReadProgress = std::variant<NeedMoreOfRequest, WholeRequest, BadRequest>;

/// Reads the head of one HTTP request from pieces, with Beast's parser. It keeps at most
/// `header_limit` bytes beside the piece it is given. A request that announces a body is refused.
class RequestReader {
public:
    /// `header_limit`: bytes of the request line and all fields together.
    explicit RequestReader(std::size_t header_limit);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Of no use after it returned a request or a refusal.
    [[nodiscard]] ReadProgress feed(std::string_view bytes);

private:
    struct Parser;

    std::unique_ptr<Parser> parser_;
};

}  // namespace courtside::http
