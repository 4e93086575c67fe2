#pragma once

#include "courtside/client.hpp"
#include "courtside/courtside_types.h"

#include <string>
#include <vector>

namespace courtside::c_api {

// C structs that point into the C++ values they are made from: valid as long as those are, and as the view
// itself where it owns what C needs as an array.

[[nodiscard]] std::int64_t milliseconds(Time time);
/// 0: none.
[[nodiscard]] std::int64_t milliseconds(const OptionalTime& time);
[[nodiscard]] OptionalTime optional_time(std::int64_t milliseconds);

[[nodiscard]] courtside_window view(const TimeWindow& window);
[[nodiscard]] courtside_error view(const Error& error);
[[nodiscard]] courtside_state view(const StateChange& state);
[[nodiscard]] courtside_welcome view(const Welcome& welcome);
[[nodiscard]] courtside_presence view(const Presence& presence);
[[nodiscard]] courtside_issue view(const Issue& issue);
[[nodiscard]] courtside_request view(const Request& request);
[[nodiscard]] courtside_offer view(const Offer& offer);
[[nodiscard]] courtside_past_offer view(const PastOffer& past);
[[nodiscard]] courtside_note view(const Note& note);
[[nodiscard]] courtside_message view(const Message& message);
[[nodiscard]] courtside_marks view(const MarksChanged& marks);
[[nodiscard]] courtside_skill view(const Skill& skill);

/// A session with the array of its participants.
class SessionView {
public:
    explicit SessionView(const Session& session);
    SessionView(const SessionView&) = delete;
    SessionView& operator=(const SessionView&) = delete;
    SessionView(SessionView&&) = default;
    SessionView& operator=(SessionView&&) = default;
    ~SessionView() = default;

    [[nodiscard]] const courtside_session& get() const { return session_; }

private:
    std::vector<courtside_participant> participants_;
    courtside_session session_;
};

template <class C, class Cpp>
[[nodiscard]] std::vector<C> views(const std::vector<Cpp>& values) {
    std::vector<C> all;
    all.reserve(values.size());
    for (const Cpp& value : values) {
        all.push_back(view(value));
    }
    return all;
}

}  // namespace courtside::c_api
