#include "wire/encoder.hpp"

#include "courtside/v1/frames.pb.h"
#include "wire/encode_frames.hpp"
#include "wire/encode_views.hpp"

#include <google/protobuf/arena.h>
#include <google/protobuf/util/json_util.h>

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <variant>

namespace courtside::wire {

namespace {

/// A long page's memory is given back, an ordinary frame's is kept for the next one.
constexpr std::size_t kept_bytes = std::size_t{256} * 1024;

}  // namespace

class Encoder::Impl {
public:
    explicit Impl(const ConnectionLimits& limits)
        : limits_(limits), arena_(first_block_.data(), first_block_.size()) {}

    std::string_view reply(Format format, std::uint64_t request_id, const core::ReplyBody& body) {
        if (const auto* sent = std::get_if<core::MessageSent>(&body)) {
            auto& out = *message_sent_.mutable_message_sent();
            message_sent_.set_request_id(request_id);
            out.set_session_id(sent->session.value);
            out.set_number(sent->number);
            out.set_sent_ms(sent->sent_at.ms);
            return write(format, message_sent_);
        }
        auto* frame = google::protobuf::Arena::CreateMessage<pb::ServerFrame>(&arena_);
        frame->set_request_id(request_id);
        fill_reply(*frame, body, limits_);
        return write_and_drop(format, *frame);
    }

    std::string_view event(Format format, const core::Event& event) {
        if (const auto* added = std::get_if<core::MessageAdded>(&event)) {
            fill(*message_added_.mutable_message_added()->mutable_message(), *added->message);
            return write(format, message_added_);
        }
        auto* frame = google::protobuf::Arena::CreateMessage<pb::ServerFrame>(&arena_);
        fill_event(*frame, event);
        return write_and_drop(format, *frame);
    }

private:
    std::string_view write_and_drop(Format format, const pb::ServerFrame& frame) {
        const auto out = write(format, frame);
        arena_.Reset();
        return out;
    }

    std::string_view write(Format format, const pb::ServerFrame& frame) {
        if (out_.capacity() > kept_bytes) {
            out_ = {};
        }
        out_.clear();
        const bool ok = format == Format::binary
                            ? frame.SerializeToString(&out_)
                            : google::protobuf::util::MessageToJsonString(frame, &out_).ok();
        if (!ok) {
            throw std::logic_error("A frame for a client cannot be written");
        }
        return out_;
    }

    ConnectionLimits limits_;
    alignas(std::max_align_t) std::array<char, 8192> first_block_{};
    google::protobuf::Arena arena_;
    // The two frames of every message are filled again and again in place, which allocates nothing.
    pb::ServerFrame message_sent_;
    pb::ServerFrame message_added_;
    std::string out_;
};

Encoder::Encoder(const ConnectionLimits& limits) : impl_(std::make_unique<Impl>(limits)) {}
Encoder::~Encoder() = default;
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;

std::string_view Encoder::reply(Format format, std::uint64_t request_id, const core::ReplyBody& body) {
    return impl_->reply(format, request_id, body);
}

std::string_view Encoder::event(Format format, const core::Event& event) {
    return impl_->event(format, event);
}

}  // namespace courtside::wire
