#pragma once

#include "dialogue.hpp"
#include "report.hpp"
#include "tokens.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace courtside::replay {

struct ReplayOptions {
    std::string url;
    unsigned pairs = 20;
    /// How many times faster than the original; 0: no gaps.
    double speed = 0;
    /// Nothing may take longer, gaps aside.
    std::chrono::milliseconds patience{60'000};
};

/// learner-1, coach-1, learner-2 ...
[[nodiscard]] std::vector<std::string> subjects_of(unsigned pairs);

/// Holds all dialogues on a server, `pairs` of them at a time.
class Replay {
public:
    /// `dialogues` and `tokens` have to outlive it.
    Replay(ReplayOptions options, const std::vector<Dialogue>& dialogues, const Tokens& tokens)
        : options_(std::move(options)), dialogues_(dialogues), tokens_(tokens) {}

    /// Blocks until all was held, or nobody can go on.
    [[nodiscard]] Report run();

private:
    ReplayOptions options_;
    const std::vector<Dialogue>& dialogues_;
    const Tokens& tokens_;
};

}  // namespace courtside::replay
