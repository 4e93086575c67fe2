#pragma once

#include "console.hpp"
#include "courtside/client.hpp"

#include <functional>

namespace examples {

/// The questions after a session, one line each; an empty line skips one. The answers are for oneself and the
/// programme, never shown to the other side.
class ClosingWord {
public:
    /// `done` is called once the answers are with the server, or nothing was answered.
    ClosingWord(Console& console, courtside::Client& client, std::function<void()> done)
        : console_(console), client_(client), done_(std::move(done)) {}

    void begin(courtside::SessionId session);
    void line(const std::string& text);
    /// Sends what was answered so far.
    void finish();
    [[nodiscard]] bool is_asking() const { return question_ >= 0; }

private:
    void ask();

    Console& console_;
    courtside::Client& client_;
    std::function<void()> done_;
    courtside::ClosingWord word_;
    int question_ = -1;
    bool answered_ = false;
};

}  // namespace examples
