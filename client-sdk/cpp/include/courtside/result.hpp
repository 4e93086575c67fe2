#pragma once

#include "courtside/export.h"

#include <chrono>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace courtside {

/// Why something was refused or failed. Up to 999 as the server sends it (values that this version does
/// not know may occur); from 1000 on decided by the SDK itself.
enum class ErrorCode : int {
    unspecified = 0,
    invalid_argument = 1,
    unauthenticated = 2,
    not_allowed = 3,
    /// It does not exist, or is not yours: the two look the same.
    not_found = 4,
    command_id_reused = 5,
    /// `args["request_id"]` is the open one.
    request_already_open = 6,
    request_not_open = 7,
    offer_not_open = 8,
    /// `args["state"]` is the session's.
    wrong_session_state = 9,
    in_session = 10,
    cannot_extend = 11,
    too_late = 12,
    /// `args["limit"]`, in bytes. Also decided by the SDK, before anything is sent.
    too_large = 13,
    busy = 14,
    unavailable = 15,
    unsupported = 16,
    bad_frame = 17,

    /// No connection, and this is about now (presence, typing, signals): nothing was kept.
    disconnected = 1000,
    /// A read found no answer within `Options::read_timeout`.
    timed_out = 1001,
    /// A change found no answer for `Options::give_up_after`. It may or may not have happened.
    gave_up = 1002,
    /// Too much is waiting already; nothing of this was kept.
    outbox_full = 1003,
    /// The client was destroyed first. A change may or may not have happened.
    stopped = 1004,
    /// The server answered with something that this version does not understand.
    bad_reply = 1005,
};

/// A short English name such as "request_already_open", for logs; "unknown" for unknown values.
[[nodiscard]] COURTSIDE_API std::string_view name(ErrorCode code) noexcept;

struct Error {
    ErrorCode code = ErrorCode::unspecified;
    /// What the code speaks about; say it to people in their language from `code` and `args`.
    std::map<std::string, std::string> args;
    /// For developers, in English.
    std::string text;
    /// Whether doing the same again can help, and when at the earliest.
    bool retry = false;
    std::chrono::milliseconds retry_after{0};
};

/// The value of a command that tells nothing but success.
struct Done {};

/// A value or an Error.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    /// Throws std::logic_error where there is an error: look first.
    [[nodiscard]] const T& value() const& { return *checked(); }
    [[nodiscard]] T&& value() && { return std::move(*checked()); }
    [[nodiscard]] const T& operator*() const& { return *checked(); }
    [[nodiscard]] const T* operator->() const { return checked(); }

    /// Throws std::logic_error where there is a value.
    [[nodiscard]] const Error& error() const {
        if (const auto* error = std::get_if<1>(&content_)) {
            return *error;
        }
        throw std::logic_error("courtside::Result: there is no error");
    }

private:
    [[nodiscard]] const T* checked() const {
        if (const auto* value = std::get_if<0>(&content_)) {
            return value;
        }
        throw std::logic_error("courtside::Result: " + std::get<1>(content_).text);
    }
    [[nodiscard]] T* checked() { return const_cast<T*>(std::as_const(*this).checked()); }

    std::variant<T, Error> content_;
};

/// Called once with the result, on the client's I/O thread.
template <class T>
using Completion = std::function<void(Result<T>)>;

}  // namespace courtside
