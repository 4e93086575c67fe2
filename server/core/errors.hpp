#pragma once

#include "core/error.hpp"
#include "core/model/session.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace courtside::core {

// The refusals, each worded once.

[[nodiscard]] inline Error invalid(std::string_view field, std::string_view must) {
    return {ErrorCode::invalid_argument,
            std::string(field) + " " + std::string(must),
            {{"field", std::string(field)}, {"must", std::string(must)}}};
}

[[nodiscard]] inline Error too_large(std::string_view field, std::size_t limit) {
    return {ErrorCode::too_large,
            std::string(field) + " is larger than " + std::to_string(limit) + "; shorten it",
            {{"field", std::string(field)}, {"limit", std::to_string(limit)}}};
}

/// Of what has to be one line of at most `limit` bytes; none: it is.
[[nodiscard]] inline std::optional<Error> check_line(std::string_view field, std::string_view line,
                                                     std::size_t limit) {
    if (line.size() > limit) {
        return too_large(field, limit);
    }
    if (line.find_first_of("\r\n") != std::string_view::npos) {
        return invalid(field, "must be one line, without line breaks");
    }
    return std::nullopt;
}

/// For what does not exist and for what is somebody else's: the two look the same.
[[nodiscard]] inline Error not_found(std::string_view what) {
    return {ErrorCode::not_found, "no such " + std::string(what), {{"what", std::string(what)}}};
}

[[nodiscard]] inline Error not_allowed(std::string_view why) {
    return {ErrorCode::not_allowed, std::string(why), {}};
}

[[nodiscard]] inline Error busy(Duration retry_after) {
    return {ErrorCode::busy, "too much is waiting here; try again", {}, true, retry_after};
}

[[nodiscard]] inline Error command_id_reused() {
    return {ErrorCode::command_id_reused,
            "this command id came before with another content; make a new id for each change",
            {}};
}

[[nodiscard]] inline std::string_view name_of(SessionState state) {
    switch (state) {
        case SessionState::starting:
            return "starting";
        case SessionState::active:
            return "active";
        case SessionState::wrap_up:
            return "wrap_up";
        case SessionState::ended:
            return "ended";
    }
    return "unknown";
}

[[nodiscard]] inline Error wrong_state(SessionState state) {
    return {ErrorCode::wrong_session_state,
            "the session does not take this while it is " + std::string(name_of(state)),
            {{"state", std::string(name_of(state))}}};
}

}  // namespace courtside::core
