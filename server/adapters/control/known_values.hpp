#pragma once

#include "core/claims.hpp"
#include "core/error.hpp"
#include "core/model/tenant.hpp"

namespace courtside::control {

// Whether a number that came is a value of the enum. One overload for each enum that is sent; none has a
// default, so that the compiler asks for a value that was added.

[[nodiscard]] constexpr bool known(core::KeyAlgorithm value) {
    switch (value) {
        case core::KeyAlgorithm::hs256:
        case core::KeyAlgorithm::rs256:
        case core::KeyAlgorithm::es256:
            return true;
    }
    return false;
}

[[nodiscard]] constexpr bool known(core::TierOrder value) {
    switch (value) {
        case core::TierOrder::together:
        case core::TierOrder::peers_first:
        case core::TierOrder::coaches_first:
            return true;
    }
    return false;
}

[[nodiscard]] constexpr bool known(core::ErrorCode value) {
    switch (value) {
        case core::ErrorCode::invalid_argument:
        case core::ErrorCode::unauthenticated:
        case core::ErrorCode::not_allowed:
        case core::ErrorCode::not_found:
        case core::ErrorCode::command_id_reused:
        case core::ErrorCode::request_already_open:
        case core::ErrorCode::request_not_open:
        case core::ErrorCode::offer_not_open:
        case core::ErrorCode::wrong_session_state:
        case core::ErrorCode::in_session:
        case core::ErrorCode::cannot_extend:
        case core::ErrorCode::too_late:
        case core::ErrorCode::too_large:
        case core::ErrorCode::busy:
        case core::ErrorCode::unavailable:
        case core::ErrorCode::unsupported:
        case core::ErrorCode::bad_frame:
            return true;
    }
    return false;
}

}  // namespace courtside::control
