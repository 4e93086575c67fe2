#pragma once

#include "core/views.hpp"
#include "courtside/v1/frames.pb.h"
#include "wire/encoder.hpp"

namespace courtside::wire {

/// Sets the content of `frame`, which has none yet.
void fill_reply(courtside::v1::ServerFrame& frame, const core::ReplyBody& body,
                const ConnectionLimits& limits);

/// Sets the content of `frame`, which has none yet.
void fill_event(courtside::v1::ServerFrame& frame, const core::Event& event);

}  // namespace courtside::wire
