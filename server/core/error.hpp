#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::core {

/// Why a command was refused. The values are those of the wire protocol.
enum class ErrorCode : std::uint8_t {
    invalid_argument = 1,
    unauthenticated = 2,
    not_allowed = 3,
    not_found = 4,
    command_id_reused = 5,
    request_already_open = 6,
    request_not_open = 7,
    offer_not_open = 8,
    wrong_session_state = 9,
    in_session = 10,
    cannot_extend = 11,
    too_late = 12,
    too_large = 13,
    busy = 14,
    unavailable = 15,
    unsupported = 16,
    bad_frame = 17,
};

/// A refusal: a code with arguments for the reader's language, a sentence for developers, and
/// whether sending the same again can help.
struct Error {
    ErrorCode code = ErrorCode::invalid_argument;
    std::string text;
    std::vector<std::pair<std::string, std::string>> args;
    bool retry = false;
    Duration retry_after{};

    bool operator==(const Error&) const = default;
};

/// A value or the reason why there is none.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::move(value)) {}      // NOLINT: meant to convert
    Result(Error error) : content_(std::move(error)) {}  // NOLINT: meant to convert

    [[nodiscard]] bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] T& value() { return std::get<0>(content_); }
    [[nodiscard]] const T& value() const { return std::get<0>(content_); }
    [[nodiscard]] Error& error() { return std::get<1>(content_); }
    [[nodiscard]] const Error& error() const { return std::get<1>(content_); }

private:
    std::variant<T, Error> content_;
};

}  // namespace courtside::core
