#pragma once

#include "core/commands.hpp"
#include "core/error.hpp"
#include "core/ids.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace courtside::wire {

/// The first frame of a connection. Everything but the token is for operators and support.
struct Hello {
    std::string token;
    std::string client_name;     ///< up to 100 bytes
    std::string client_version;  ///< up to 100 bytes
    std::string device_id;       ///< up to 64 bytes
};

/// A fresh token for the person who is signed in.
struct RefreshToken {
    std::string token;
};

/// One frame of a client, well formed. Whether its values make sense is the engine's to say.
struct ClientMessage {
    std::uint64_t request_id = 0;  ///< never 0
    core::CommandId command_id;    ///< all zero: none was given
    std::variant<Hello, RefreshToken, core::Command> content;
};

/// A frame that nothing can be done with, and what to tell the client.
struct Refused {
    std::uint64_t request_id = 0;  ///< 0 where it could not be read
    core::Error error;
};

}  // namespace courtside::wire
