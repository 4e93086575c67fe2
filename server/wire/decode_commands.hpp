#pragma once

#include "core/commands.hpp"
#include "courtside/v1/frames.pb.h"
#include "wire/arguments.hpp"

#include <optional>

namespace courtside::wire {

/// The command of a frame; none when the frame has no command that this server knows, or a hello
/// or refresh. Takes texts out of the frame. Values that are wrong are noted in `arguments`.
[[nodiscard]] std::optional<core::Command> take_command(courtside::v1::ClientFrame& frame,
                                                        Arguments& arguments);

}  // namespace courtside::wire
