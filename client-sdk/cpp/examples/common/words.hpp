#pragma once

#include "courtside/events.hpp"
#include "courtside/result.hpp"
#include "courtside/types.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// How codes are said to people. English only: it is an example.
namespace examples {

[[nodiscard]] std::string say(const courtside::Error& error);
[[nodiscard]] std::string say(const courtside::StateChange& change);
[[nodiscard]] std::string say(const courtside::Request& request);
/// "14:00 to 14:20".
[[nodiscard]] std::string say(const courtside::TimeWindow& window);
[[nodiscard]] std::string say(const courtside::PromiseReminder& reminder);
[[nodiscard]] std::string say(courtside::Outcome outcome);
[[nodiscard]] std::string say(courtside::MatchReason reason);
[[nodiscard]] std::string say(const courtside::PastOffer& past);
[[nodiscard]] std::string say(courtside::RelaxedRule rule);
[[nodiscard]] std::string say(courtside::MomentKind kind);
[[nodiscard]] std::string say(courtside::PresenceReason reason);

/// "14:05", in this machine's time zone.
[[nodiscard]] std::string clock_time(courtside::Time time);
/// "21 Nov 14:05".
[[nodiscard]] std::string date_time(courtside::Time time);
/// "4 min" or "40 s".
[[nodiscard]] std::string length(std::chrono::milliseconds time);

/// The first word of `text`, and what follows it without the blanks between.
[[nodiscard]] std::pair<std::string, std::string> split_word(std::string_view text);
[[nodiscard]] std::string trimmed(std::string_view text);
/// ASCII only.
[[nodiscard]] std::string lower(std::string_view text);
/// Absent where it is no whole number.
[[nodiscard]] std::optional<std::uint64_t> number_in(std::string_view text);
/// "resolved", "another", "referred" or a beginning of one; nothing: unspecified.
[[nodiscard]] std::optional<courtside::Outcome> outcome_in(std::string_view text);
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view text);

}  // namespace examples
