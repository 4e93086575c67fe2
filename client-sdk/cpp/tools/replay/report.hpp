#pragma once

#include "latencies.hpp"

#include <courtside/types.hpp>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace courtside::replay {

/// A dialogue that was held and came back as it went in.
struct Held {
    std::string dialogue;
    SessionId session_id = 0;
    IssueId issue_id = 0;
    std::string learner;
    std::string coach;
};

/// What did not hold.
struct Difference {
    /// Empty where it concerns no dialogue in particular.
    std::string dialogue;
    /// From 1; 0 where it concerns no turn in particular.
    std::size_t turn = 0;
    std::string what;
};

struct Report {
    unsigned pairs = 0;
    double speed = 0;
    std::size_t dialogues = 0;
    std::vector<Held> held;
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    /// Messages that had to be refused, and were.
    std::uint64_t refused = 0;
    std::uint64_t reconnects = 0;
    /// From the first ask to the last dialogue read back.
    Clock::duration took{};

    Latencies ask_to_offer;
    Latencies ask_to_first_word;
    Latencies send_to_ack;
    Latencies send_to_other;

    std::vector<Difference> differences;

    [[nodiscard]] bool ok() const { return differences.empty() && held.size() == dialogues; }
    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(took).count(); }
};

void print(const Report& report, std::ostream& out);
[[nodiscard]] std::string as_json(const Report& report);

}  // namespace courtside::replay
