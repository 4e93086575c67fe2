#pragma once

#include "courtside/commands.hpp"
#include "courtside/events.hpp"
#include "courtside/result.hpp"
#include "courtside/types.hpp"
#include "courtside/v1/frames.pb.h"

/// Between the wire's messages and the SDK's public values.
namespace courtside::internal {

[[nodiscard]] Error from_wire(const v1::Error& error);
[[nodiscard]] Person from_wire(const v1::Person& person);
[[nodiscard]] TimeWindow from_wire(const v1::TimeWindow& window);
[[nodiscard]] Presence from_wire(const v1::Presence& presence);
[[nodiscard]] Preferences from_wire(const v1::Preferences& preferences);
[[nodiscard]] Issue from_wire(const v1::Issue& issue);
[[nodiscard]] Request from_wire(const v1::Request& request);
[[nodiscard]] Offer from_wire(const v1::Offer& offer);
[[nodiscard]] Session from_wire(const v1::Session& session);
[[nodiscard]] Message from_wire(const v1::Message& message);
[[nodiscard]] Welcome from_wire(const v1::Welcome& welcome);
[[nodiscard]] IssuesPage from_wire(const v1::IssuesPage& page);
[[nodiscard]] SessionsPage from_wire(const v1::SessionsPage& page);
[[nodiscard]] MessagesPage from_wire(const v1::MessagesPage& page);
[[nodiscard]] SearchPage from_wire(const v1::SearchPage& page);
[[nodiscard]] SkillsPage from_wire(const v1::SkillsPage& page);
[[nodiscard]] OffersPage from_wire(const v1::OffersPage& page);
[[nodiscard]] Note from_wire(const v1::Note& note);
[[nodiscard]] EarlierSession from_wire(const v1::EarlierSession& session);
[[nodiscard]] NotesPage from_wire(const v1::NotesPage& page);
[[nodiscard]] Briefing from_wire(const v1::Briefing& briefing);
[[nodiscard]] WaitingCounts from_wire(const v1::WaitingCounts& counts);
[[nodiscard]] PushChannel from_wire(const v1::PushChannel& channel);
[[nodiscard]] PushState from_wire(const v1::PushState& state);
/// The message that this command became, with the number that the server gave it.
[[nodiscard]] Message as_message(const v1::SendMessage& command, const std::string& command_id,
                                 const v1::MessageSent& sent, PersonId me);

[[nodiscard]] Time from_ms(std::int64_t value);
[[nodiscard]] std::int64_t to_ms(Time time);
[[nodiscard]] std::int64_t to_ms(OptionalTime time);
void to_wire(const TimeWindow& window, v1::TimeWindow& out);

/// An error that the SDK itself decides on.
[[nodiscard]] Error local_error(ErrorCode code);
[[nodiscard]] Error too_large(std::size_t limit);

}  // namespace courtside::internal
