// Frames of clients, in protobuf and JSON: no input breaks the decoder, and a command that both formats can
// say means the same in both.

#include "courtside/v1/frames.pb.h"
#include "fuzz/target.hpp"
#include "wire/decoder.hpp"
#include "wire/logging.hpp"

#include <google/protobuf/util/json_util.h>

#include <string>

namespace courtside::wire {
namespace {

constexpr std::size_t frame_bytes = 4096;

/// A command's content in few bytes; others by what they are.
std::string describe(const ClientMessage& message) {
    std::string text = std::to_string(message.request_id) + " " + std::to_string(message.content.index());
    for (const std::uint8_t byte : message.command_id.bytes) {
        text += " " + std::to_string(byte);
    }
    if (const auto* command = std::get_if<core::Command>(&message.content)) {
        text += " " + std::to_string(core::fingerprint(*command));
    }
    return text;
}

}  // namespace

void fuzz_one(std::string_view input) {
    static const bool quiet = [] {
        silence_parser_log();
        return true;
    }();
    static Decoder decoder(frame_bytes);
    static_cast<void>(quiet);
    if (input.empty()) {
        return;
    }
    const Format format = input[0] % 2 == 0 ? Format::binary : Format::json;
    input.remove_prefix(1);
    const auto decoded = decoder.decode(format, input);
    const auto* message = std::get_if<ClientMessage>(&decoded);
    if (message == nullptr) {
        fuzz::require(!std::get<Refused>(decoded).error.text.empty(), "a refusal says why");
        return;
    }
    fuzz::require(message->request_id != 0, "a frame that is taken can be answered");
    if (format == Format::json) {
        return;
    }
    v1::ClientFrame frame;
    std::string json;
    fuzz::require(frame.ParseFromArray(input.data(), static_cast<int>(input.size())), "protobuf agrees");
    if (google::protobuf::util::MessageToJsonString(frame, &json).ok() && json.size() <= frame_bytes) {
        const std::string as_binary = describe(*message);
        const auto again = decoder.decode(Format::json, json);
        const auto* same = std::get_if<ClientMessage>(&again);
        fuzz::require(same != nullptr && describe(*same) == as_binary, "JSON says the same");
    }
}

}  // namespace courtside::wire

COURTSIDE_FUZZ_TARGET(courtside::wire::fuzz_one)
