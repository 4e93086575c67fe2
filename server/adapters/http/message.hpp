#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::http {

/// The head of a request; bodies are not taken.
struct Request {
    std::string method;
    std::string target;                                       ///< as sent: path and query
    int version = 11;                                         ///< 10 or 11
    std::vector<std::pair<std::string, std::string>> fields;  ///< in the order they came

    /// The target without its query.
    [[nodiscard]] std::string_view path() const;

    /// The field's value, whatever the case of its name; empty optional if it is absent or comes twice.
    [[nodiscard]] std::optional<std::string_view> only(std::string_view name) const;

    /// How often the field comes.
    [[nodiscard]] std::size_t count(std::string_view name) const;

    /// The elements of a list that may be spread over several fields ("a, b"), trimmed, none empty.
    [[nodiscard]] std::vector<std::string_view> list(std::string_view name) const;
};

struct Response {
    unsigned status = 200;
    std::string body;
    /// A body that many responses share, instead of `body`; it is not copied.
    std::shared_ptr<const std::string> shared_body{};
    std::string content_type = "text/plain; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> fields;  ///< besides type, length and connection
};

/// A plain answer with one sentence for people.
[[nodiscard]] Response text_response(unsigned status, std::string_view sentence);

/// The response as HTTP/1.1 says it. The connection is always closed afterwards, so that no second
/// request can hide behind the first. `head_only` answers a HEAD: all fields, no body. A shared body is for
/// the caller to send behind it.
[[nodiscard]] std::string to_wire(const Response& response, bool head_only);

/// ASCII comparison without regard to case, as HTTP wants it for names and tokens.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace courtside::http
