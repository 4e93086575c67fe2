#pragma once

#include "console.hpp"
#include "courtside/client.hpp"

#include <string>

namespace examples {

/// The commands that look things up: /history, /issues, /search. Prints on the console; use it on its thread.
class Reading {
public:
    Reading(Console& console, courtside::Client& client) : console_(console), client_(client) {}

    /// False where it is none of its commands. `session`: the one that /history means without a number, or 0.
    [[nodiscard]] bool command(const std::string& word, const std::string& rest,
                               courtside::SessionId session);

private:
    void history(courtside::SessionId session, courtside::MessageNumber after, int pages_left);
    void sessions();
    void issues();
    void notes(courtside::SessionId session);
    void search(const std::string& text);

    Console& console_;
    courtside::Client& client_;
};

[[nodiscard]] std::string reading_help();

}  // namespace examples
