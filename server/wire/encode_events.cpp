#include "wire/encode_frames.hpp"
#include "wire/encode_views.hpp"
#include "wire/enums.hpp"

#include <variant>

namespace courtside::wire {

namespace {

class EventWriter {
public:
    explicit EventWriter(pb::ServerFrame& frame) : frame_(frame) {}

    void operator()(const core::PresenceChanged& in) const {
        fill(*frame_.mutable_presence_changed()->mutable_presence(), in.presence);
    }

    void operator()(const core::SessionChanged& in) const {
        fill(*frame_.mutable_session_changed()->mutable_session(), in.session);
    }

    void operator()(const core::RequestChanged& in) const {
        fill(*frame_.mutable_request_changed()->mutable_request(), in.request);
    }

    void operator()(const core::OfferMade& in) const {
        fill(*frame_.mutable_offer_made()->mutable_offer(), in.offer);
    }

    void operator()(const core::OfferClosed& in) const {
        auto& out = *frame_.mutable_offer_closed();
        out.set_offer_id(in.offer.value);
        out.set_state(as<pb::OfferState>(in.state));
    }

    void operator()(const core::MessageAdded& in) const {
        fill(*frame_.mutable_message_added()->mutable_message(), *in.message);
    }

    void operator()(const core::TypingChanged& in) const {
        auto& out = *frame_.mutable_typing_changed();
        out.set_session_id(in.session.value);
        out.set_person_id(in.person.value);
        out.set_typing(in.typing);
    }

    void operator()(const core::MarksChanged& in) const {
        auto& out = *frame_.mutable_marks_changed();
        out.set_session_id(in.session.value);
        out.set_person_id(in.person.value);
        out.set_delivered_to(in.delivered_to);
        out.set_read_to(in.read_to);
    }

    void operator()(const core::SignalReceived& in) const {
        auto& out = *frame_.mutable_signal_received();
        out.set_session_id(in.session.value);
        out.set_sender_id(in.sender.value);
        out.set_payload(in.payload);
    }

    void operator()(const core::EndingSoon& in) const {
        auto& out = *frame_.mutable_ending_soon();
        out.set_session_id(in.session.value);
        out.set_ends_ms(in.ends_at.ms);
    }

    void operator()(const core::IssueChanged& in) const {
        fill(*frame_.mutable_issue_changed()->mutable_issue(), in.issue);
    }

    void operator()(const core::WaitingCounts& in) const { fill(*frame_.mutable_waiting_counts(), in); }
    void operator()(const core::PromiseReminder& in) const {
        auto& out = *frame_.mutable_promise_reminder();
        out.set_request_id(in.request.value);
        fill(*out.mutable_window(), in.window);
        out.set_title(in.title);
        out.set_coach(in.coach);
    }

private:
    pb::ServerFrame& frame_;
};

}  // namespace

void fill_event(pb::ServerFrame& frame, const core::Event& event) {
    std::visit(EventWriter{frame}, event);
}

}  // namespace courtside::wire
