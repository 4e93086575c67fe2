#include "adapters/ws/frame_codec.hpp"

#include <gtest/gtest.h>

#include <string>

namespace courtside::ws {
namespace {

std::string frame(Opcode opcode, std::string_view payload) {
    std::string out;
    append_frame(out, opcode, payload);
    return out;
}

std::string close_frame(std::uint16_t code, std::string_view reason) {
    std::string out;
    append_close(out, code, reason);
    return out;
}

TEST(FrameEncoder, WritesTheExamplesOfTheRfc) {
    EXPECT_EQ(frame(Opcode::text, "Hello"), "\x81\x05Hello");
    EXPECT_EQ(frame(Opcode::pong, "Hello"), "\x8A\x05Hello");
    EXPECT_EQ(frame(Opcode::binary, std::string(256, 'x')),
              std::string("\x82\x7E\x01\x00", 4) + std::string(256, 'x'));
    EXPECT_EQ(frame(Opcode::binary, std::string(65536, 'x')),
              std::string("\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10) + std::string(65536, 'x'));
}

TEST(FrameEncoder, UsesTheShortestLength) {
    EXPECT_EQ(frame(Opcode::binary, std::string(125, 'x')).size(), 2U + 125U);
    EXPECT_EQ(frame(Opcode::binary, std::string(126, 'x')).size(), 4U + 126U);
    EXPECT_EQ(frame(Opcode::binary, std::string(65535, 'x')).size(), 4U + 65535U);
}

TEST(FrameEncoder, AppendsBehindWhatIsThere) {
    std::string out = "before";
    append_frame(out, Opcode::text, "a");
    append_frame(out, Opcode::ping, "");
    EXPECT_EQ(out, std::string("before\x81\x01"
                               "a\x89\x00",
                               11));
}

TEST(FrameEncoder, WritesCloseFrames) {
    EXPECT_EQ(close_frame(1000, "bye"),
              "\x88\x05\x03\xE8"
              "bye");
    EXPECT_EQ(close_frame(4003, ""), "\x88\x02\x0F\xA3");
    EXPECT_EQ(close_frame(close_code::none, "unsaid"), std::string("\x88\x00", 2));
}

TEST(FrameEncoder, CutsReasonsAtACharactersEdge) {
    EXPECT_EQ(close_frame(1000, std::string(123, 'r')).size(), 2U + 125U);
    EXPECT_EQ(close_frame(1000, std::string(200, 'r')).size(), 2U + 125U);
    // The character that begins at byte 122 does not fit as a whole.
    const std::string reason = std::string(122, 'r') + "\xC3\xA4";
    EXPECT_EQ(close_frame(1000, reason).substr(4), std::string(122, 'r'));
    const std::string fits = std::string(121, 'r') + "\xC3\xA4";
    EXPECT_EQ(close_frame(1000, fits + "more").substr(4), fits);
}

}  // namespace
}  // namespace courtside::ws
