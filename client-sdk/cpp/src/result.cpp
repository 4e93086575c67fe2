#include "courtside/result.hpp"

namespace courtside {

std::string_view name(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::unspecified:
            return "unspecified";
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::unauthenticated:
            return "unauthenticated";
        case ErrorCode::not_allowed:
            return "not_allowed";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::command_id_reused:
            return "command_id_reused";
        case ErrorCode::request_already_open:
            return "request_already_open";
        case ErrorCode::request_not_open:
            return "request_not_open";
        case ErrorCode::offer_not_open:
            return "offer_not_open";
        case ErrorCode::wrong_session_state:
            return "wrong_session_state";
        case ErrorCode::in_session:
            return "in_session";
        case ErrorCode::cannot_extend:
            return "cannot_extend";
        case ErrorCode::too_late:
            return "too_late";
        case ErrorCode::too_large:
            return "too_large";
        case ErrorCode::busy:
            return "busy";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::unsupported:
            return "unsupported";
        case ErrorCode::bad_frame:
            return "bad_frame";
        case ErrorCode::disconnected:
            return "disconnected";
        case ErrorCode::timed_out:
            return "timed_out";
        case ErrorCode::gave_up:
            return "gave_up";
        case ErrorCode::outbox_full:
            return "outbox_full";
        case ErrorCode::stopped:
            return "stopped";
        case ErrorCode::bad_reply:
            return "bad_reply";
    }
    return "unknown";
}

}  // namespace courtside
