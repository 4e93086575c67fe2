#pragma once

#include "unit/wire/frames.hpp"
#include "wire/decoder.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace courtside::wire {

inline constexpr std::int64_t noon_ms = 1'795'262'400'000;

/// A command's frame, in both formats, and what is read from it.
class DecodeCommand : public InBothFormats {
protected:
    DecodeCommand() {
        frame.set_request_id(7);
        frame.set_command_id("0123456789abcdef");
    }

    ClientMessage decode() {
        auto result = decoder_.decode(GetParam(), payload(GetParam(), frame));
        if (const auto* refused = std::get_if<Refused>(&result)) {
            ADD_FAILURE() << refused->error.text;
            return {};
        }
        return std::get<ClientMessage>(std::move(result));
    }

    template <class C>
    C command() {
        auto message = decode();
        EXPECT_EQ(message.request_id, 7U);
        const auto* command = std::get_if<core::Command>(&message.content);
        if (command == nullptr || !std::holds_alternative<C>(*command)) {
            ADD_FAILURE() << "decoded as another command";
            return {};
        }
        return std::get<C>(*command);
    }

    pb::ClientFrame frame;

private:
    Decoder decoder_;
};

}  // namespace courtside::wire
