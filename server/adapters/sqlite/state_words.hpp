#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace courtside::sqlite {

// What documents call the states of stored things. Their values begin at 1, as the lists do.

inline constexpr std::array<std::string_view, 7> request_states{
    "waiting", "offered", "matched", "cancelled", "solved_alone", "expired", "booked"};
inline constexpr std::array<std::string_view, 5> offer_states{"pending", "accepted", "declined", "timed_out",
                                                              "rescinded"};

/// The word for a state; "unknown" for one that is not in the list.
template <std::size_t Size, class State>
std::string_view state_word(const std::array<std::string_view, Size>& words, State state) {
    const auto at = static_cast<std::size_t>(state) - 1;
    return at < Size ? words[at] : std::string_view("unknown");
}

}  // namespace courtside::sqlite
