#pragma once

#include "adapters/control/messages.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace courtside::control {

/// Why there is no answer to a change, and what that means for it.
struct Problem {
    enum class Kind : std::uint8_t {
        nobody_listens,  ///< no server takes changes here now; nothing was changed
        not_made,        ///< a server is there and the change did not reach it; nothing was changed
        unknown,         ///< it was sent, and whether it was made is not known
    };
    Kind kind = Kind::not_made;
    std::string text;  ///< a whole sentence that says what to do
};

struct ClientOptions {
    std::filesystem::path folder;
    std::string_view version;
    /// For the server's greeting; it waits while as many are served as the server takes at once.
    std::chrono::milliseconds greeting_within{30'000};
    /// For the answer, which waits for the server's disk.
    std::chrono::milliseconds answer_within{120'000};
};

/// Hands a change to the server that holds the folder and waits until that has it on its disk. Blocks.
[[nodiscard]] boost::system::result<Answer, Problem> ask(const ClientOptions& options, const Change& change);

}  // namespace courtside::control
