#include "wire/decoder.hpp"

#include "courtside/v1/frames.pb.h"
#include "wire/arguments.hpp"
#include "wire/decode_commands.hpp"
#include "wire/json_request_id.hpp"

#include <google/protobuf/arena.h>
#include <google/protobuf/util/json_util.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <utility>

namespace courtside::wire {

namespace pb = courtside::v1;

namespace {

constexpr std::size_t client_name_bytes = 100;
constexpr std::size_t device_id_bytes = 64;

Refused bad_frame(std::uint64_t request_id, std::string text) {
    return {request_id, {core::ErrorCode::bad_frame, std::move(text), {}, false, {}}};
}

Hello hello(pb::Hello& in, Arguments& arguments) {
    arguments.at_most(in.client_name(), client_name_bytes, "client_name");
    arguments.at_most(in.client_version(), client_name_bytes, "client_version");
    arguments.at_most(in.device_id(), device_id_bytes, "device_id");
    return {std::move(*in.mutable_token()), std::move(*in.mutable_client_name()),
            std::move(*in.mutable_client_version()), std::move(*in.mutable_device_id())};
}

core::CommandId command_id(const std::string& bytes, Arguments& arguments) {
    core::CommandId id;
    if (bytes.size() == id.bytes.size()) {
        std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
    } else if (!bytes.empty()) {
        arguments.refuse("command_id", "must be 16 bytes, or empty where the command needs none");
    }
    return id;
}

std::variant<ClientMessage, Refused> message(pb::ClientFrame& frame) {
    const auto request_id = frame.request_id();
    if (request_id == 0) {
        return bad_frame(0, "A frame needs a request_id other than 0; its reply carries the same.");
    }
    Arguments arguments;
    ClientMessage out{request_id, command_id(frame.command_id(), arguments), {}};
    if (frame.has_hello()) {
        out.content = hello(*frame.mutable_hello(), arguments);
    } else if (frame.has_refresh_token()) {
        out.content = RefreshToken{std::move(*frame.mutable_refresh_token()->mutable_token())};
    } else if (auto command = take_command(frame, arguments)) {
        out.content = std::move(*command);
    } else {
        return Refused{request_id,
                       {core::ErrorCode::unsupported,
                        "The frame has no command that this server knows; it may need a newer server.",
                        {},
                        false,
                        {}}};
    }
    if (arguments.error()) {
        return Refused{request_id, std::move(*arguments.error())};
    }
    return out;
}

}  // namespace

class Decoder::Impl {
public:
    explicit Impl(std::size_t frame_bytes)
        : frame_bytes_(frame_bytes), arena_(first_block_.data(), first_block_.size()) {}

    std::variant<ClientMessage, Refused> decode(Format format, std::string_view payload) {
        if (payload.size() > frame_bytes_) {
            return Refused{
                0,
                {core::ErrorCode::too_large,
                 "The frame has more than " + std::to_string(frame_bytes_) + " bytes; send less at once.",
                 {{"limit", std::to_string(frame_bytes_)}},
                 false,
                 {}}};
        }
        auto* frame = google::protobuf::Arena::CreateMessage<pb::ClientFrame>(&arena_);
        auto result = format == Format::binary ? binary(*frame, payload) : json(*frame, payload);
        arena_.Reset();
        return result;
    }

private:
    static std::variant<ClientMessage, Refused> binary(pb::ClientFrame& frame, std::string_view payload) {
        if (!frame.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
            // What came before the fault has been read, and the request id comes first.
            return bad_frame(
                frame.request_id(),
                "The message is no binary ClientFrame, or a text in it is no UTF-8. Send one frame of "
                "courtside.v1 per message, or negotiate courtside.v1.json for JSON.");
        }
        return message(frame);
    }

    static std::variant<ClientMessage, Refused> json(pb::ClientFrame& frame, std::string_view payload) {
        google::protobuf::util::JsonParseOptions options;
        options.ignore_unknown_fields = true;
        const auto status = google::protobuf::util::JsonStringToMessage(
            google::protobuf::StringPiece(payload.data(), payload.size()), &frame, options);
        if (!status.ok()) {
            return bad_frame(
                json_request_id(payload),
                "The message is no ClientFrame in proto3 JSON. Send one frame of courtside.v1 per message: "
                "64-bit numbers as strings, bytes as base64, enums by name.");
        }
        return message(frame);
    }

    std::size_t frame_bytes_;
    /// Holds what an ordinary frame needs, so that reading one allocates nothing but its texts.
    alignas(std::max_align_t) std::array<char, 4096> first_block_{};
    google::protobuf::Arena arena_;
};

Decoder::Decoder(std::size_t frame_bytes) : impl_(std::make_unique<Impl>(frame_bytes)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

std::variant<ClientMessage, Refused> Decoder::decode(Format format, std::string_view payload) {
    return impl_->decode(format, payload);
}

}  // namespace courtside::wire
