#pragma once

#include "core/effects.hpp"
#include "core/inputs.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace courtside::control {

// What two processes of the program say to each other on the control socket. The server speaks first:
//
//   server: greeting   mark (8 bytes), fingerprint (8 bytes)
//   client: request    size (4 bytes), a change
//   server: answer     size (4 bytes), an answer; then it closes
//
// A client that reads another greeting than its own sends nothing. Numbers are little-endian. Whoever
// connects has been checked by then, see `ControlServer`.

/// What the command line wants changed.
using Change = decltype(core::Admin::change);

/// What the engine said to it.
using Answer = decltype(core::AdminReply::result);

/// A request's or an answer's body. More than any file that an import takes (32 MiB) comes to.
inline constexpr std::size_t most_body_bytes = std::size_t{48} * 1024 * 1024;

using Greeting = std::array<char, 16>;
using SizeField = std::array<char, 4>;

/// The greeting of a program of this version. Differs as soon as the version does, or anything that is sent.
[[nodiscard]] Greeting greeting(std::string_view version);
/// Whether this is the greeting of some version of the program.
[[nodiscard]] bool is_greeting(const Greeting& received);

[[nodiscard]] SizeField size_field(std::size_t size);
[[nodiscard]] std::size_t read_size(const SizeField& field);

[[nodiscard]] std::string encode(const Change& change);
[[nodiscard]] std::string encode(const Answer& answer);

/// None: these bytes are no change, or no answer. They may be any.
[[nodiscard]] std::optional<Change> decode_change(std::string_view bytes);
[[nodiscard]] std::optional<Answer> decode_answer(std::string_view bytes);

}  // namespace courtside::control
