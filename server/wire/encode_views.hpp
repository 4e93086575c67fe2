#pragma once

#include "core/views.hpp"
#include "courtside/v1/frames.pb.h"

namespace courtside::wire {

namespace pb = courtside::v1;

// Each writes every field of `out`, which may hold an earlier value; repeated fields are replaced.

void fill(pb::TimeWindow& out, const core::TimeWindow& in);
void fill(pb::Person& out, const core::Person& in);
void fill(pb::Presence& out, const core::PresenceView& in);
void fill(pb::Preferences& out, const core::PreferencesView& in);
void fill(pb::Issue& out, const core::Issue& in);
void fill(pb::Request& out, const core::RequestView& in);
void fill(pb::Offer& out, const core::OfferView& in);
void fill(pb::PastOffer& out, const core::PastOffer& in);
void fill(pb::Note& out, const core::NoteView& in);
void fill(pb::EarlierSession& out, const core::EarlierSession& in);
void fill(pb::Session& out, const core::SessionView& in);
void fill(pb::Message& out, const core::Message& in);
void fill(pb::Skill& out, const core::Skill& in);
void fill(pb::WaitingCounts& out, const core::WaitingCounts& in);
void fill(pb::PushChannel& out, const core::PushChannel& in);
void fill(pb::CoverageCell& out, const core::CoverageCell& in);
void fill(pb::CoverageLever& out, const core::CoverageLever& in);

/// Replaces a list by one of the core's.
template <class Proto, class Core>
void fill_list(google::protobuf::RepeatedPtrField<Proto>& out, const Core& in) {
    out.Clear();
    out.Reserve(static_cast<int>(in.size()));
    for (const auto& each : in) {
        fill(*out.Add(), each);
    }
}

}  // namespace courtside::wire
