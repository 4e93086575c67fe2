#include "adapters/ws/frame_codec.hpp"
#include "unit/adapters/ws/client_frames.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <random>
#include <string>
#include <vector>

namespace courtside::ws {
namespace {

using testing::binary;
using testing::ClientFrame;
using testing::close;
using testing::continuation;
using testing::ping;
using testing::pong;
using testing::text;
using Events = std::vector<std::string>;

constexpr std::size_t limit = 1000;

std::string describe(const FrameEvent& event) {
    if (const auto* message = std::get_if<Message>(&event)) {
        return (message->type == Opcode::text ? "text " : "binary ") + std::string(message->payload);
    }
    if (const auto* event_ping = std::get_if<Ping>(&event)) {
        return "ping " + std::string(event_ping->payload);
    }
    if (const auto* event_pong = std::get_if<Pong>(&event)) {
        return "pong " + std::string(event_pong->payload);
    }
    if (const auto* closed = std::get_if<CloseReceived>(&event)) {
        return "close " + std::to_string(closed->code) + " " + std::string(closed->reason);
    }
    return "violation " + std::to_string(std::get<Violation>(event).code);
}

/// Feeds `bytes` in pieces that end at `ends` (the last piece is the rest). Each piece is memory of its own,
/// so that the sanitizer sees any look beyond it.
Events decode(const std::string& bytes, const std::vector<std::size_t>& ends, std::size_t message_limit) {
    FrameDecoder decoder(message_limit);
    Events events;
    std::size_t begin = 0;
    for (std::size_t piece = 0; piece <= ends.size(); ++piece) {
        const std::size_t end = piece < ends.size() ? ends[piece] : bytes.size();
        std::vector<char> memory(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                                 bytes.begin() + static_cast<std::ptrdiff_t>(end));
        std::span<char> input(memory);
        for (;;) {
            const FrameEvent event = decoder.next(input);
            if (std::holds_alternative<NeedMore>(event)) {
                break;
            }
            events.push_back(describe(event));
        }
        EXPECT_TRUE(input.empty());
        begin = end;
    }
    return events;
}

/// However the network cuts the stream, the events are the same.
void expect_events(const std::string& bytes, const Events& expected, std::size_t message_limit = limit) {
    ASSERT_EQ(decode(bytes, {}, message_limit), expected) << "in one piece";

    const std::size_t stride = std::max<std::size_t>(1, bytes.size() / 3000);
    for (std::size_t at = 0; at <= bytes.size(); at += at < 64 ? 1 : stride) {
        ASSERT_EQ(decode(bytes, {at}, message_limit), expected) << "cut at " << at;
    }
    if (bytes.size() <= 3000) {
        std::vector<std::size_t> each(bytes.size());
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            each[at] = at;
        }
        ASSERT_EQ(decode(bytes, each, message_limit), expected) << "byte by byte";
    }
    std::mt19937 random(20240229);
    for (int round = 0; round < 100; ++round) {
        std::vector<std::size_t> ends;
        for (auto cuts = random() % 9; cuts > 0; --cuts) {
            ends.push_back(random() % (bytes.size() + 1));
        }
        std::sort(ends.begin(), ends.end());
        ASSERT_EQ(decode(bytes, ends, message_limit), expected) << "random cuts, round " << round;
    }
}

TEST(FrameDecoder, DeliversMessagesInOrder) {
    expect_events(text("one") + binary("two") + text("") + text("three"),
                  {"text one", "binary two", "text ", "text three"});
}

TEST(FrameDecoder, ReadsEachFormOfTheLength) {
    for (const std::size_t size : {0U, 1U, 7U, 8U, 9U, 125U, 126U, 127U, 1000U}) {
        const std::string payload(size, 'x');
        expect_events(binary(payload) + text("after"), {"binary " + payload, "text after"});
    }
    for (const std::size_t size : {65535U, 65536U, 70000U}) {
        const std::string payload(size, 'y');
        expect_events(binary(payload) + text("after"), {"binary " + payload, "text after"}, size);
    }
}

TEST(FrameDecoder, DeliversAWholeFrameWhereItLies) {
    FrameDecoder decoder(limit);
    std::string bytes = text("first") + binary("second");
    const char* const begin = bytes.data();
    const char* const end = begin + bytes.size();
    std::span<char> input(bytes);

    for (const std::string_view expected : {"first", "second"}) {
        const FrameEvent event = decoder.next(input);
        const std::string_view payload = std::get<Message>(event).payload;
        EXPECT_EQ(payload, expected);
        EXPECT_GE(payload.data(), begin);
        EXPECT_LE(payload.data() + payload.size(), end);
    }
}

TEST(FrameDecoder, IsSmallBetweenMessages) {
    EXPECT_LE(sizeof(FrameDecoder), 16U);
}

TEST(FrameDecoder, UnmasksWithAnyMaskAtAnyOffset) {
    std::mt19937 random(7);
    for (std::size_t size = 0; size < 40; ++size) {
        for (std::size_t offset = 0; offset < 5; ++offset) {
            std::vector<char> data(size);
            for (char& byte : data) {
                byte = static_cast<char>(random());
            }
            std::array<unsigned char, 4> mask{};
            for (unsigned char& byte : mask) {
                byte = static_cast<unsigned char>(random());
            }
            std::vector<char> expected = data;
            for (std::size_t at = 0; at < size; ++at) {
                expected[at] = static_cast<char>(data[at] ^ mask[(at + offset) % 4]);
            }
            apply_mask(data, std::bit_cast<std::uint32_t>(mask), offset);
            EXPECT_EQ(data, expected);
        }
    }
}

TEST(FrameDecoder, JoinsFragments) {
    expect_events(text("a", false) + continuation("b", false) + continuation("", false) + continuation("c") +
                      binary("d", false) + continuation("e"),
                  {"text abc", "binary de"});
}

TEST(FrameDecoder, DeliversControlFramesBetweenFragments) {
    expect_events(text("a", false) + ping("1") + continuation("b", false) + pong("2") + ping("") +
                      continuation("c") + ping("3"),
                  {"ping 1", "pong 2", "ping ", "text abc", "ping 3"});
}

TEST(FrameDecoder, CloseBetweenFragmentsEndsTheStream) {
    expect_events(text("a", false) + close(1000, "bye") + continuation("b"), {"close 1000 bye"});
}

TEST(FrameDecoder, TakesControlFramesUpTo125Bytes) {
    const std::string payload(125, 'p');
    expect_events(ping(payload) + pong(payload), {"ping " + payload, "pong " + payload});
    expect_events(text("t") + ping(payload + "p") + text("u"), {"text t", "violation 1002"});
}

TEST(FrameDecoder, RefusesFragmentedControlFrames) {
    expect_events(ClientFrame{.opcode = 9, .payload = "x", .fin = false}.bytes() + text("after"),
                  {"violation 1002"});
}

TEST(FrameDecoder, RefusesUnmaskedFrames) {
    expect_events(ClientFrame{.opcode = 1, .payload = "hello", .masked = false}.bytes(), {"violation 1002"});
}

TEST(FrameDecoder, RefusesReservedBits) {
    for (std::uint8_t bits = 1; bits < 8; ++bits) {
        expect_events(ClientFrame{.opcode = 1, .payload = "hello", .reserved = bits}.bytes(),
                      {"violation 1002"});
    }
}

TEST(FrameDecoder, RefusesReservedOpcodes) {
    for (const int reserved : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        const auto opcode = static_cast<std::uint8_t>(reserved);
        expect_events(ClientFrame{.opcode = opcode, .payload = "hello"}.bytes(), {"violation 1002"});
    }
}

TEST(FrameDecoder, RefusesAContinuationOfNothing) {
    expect_events(continuation("x"), {"violation 1002"});
    expect_events(text("a", false) + continuation("b") + continuation("c"), {"text ab", "violation 1002"});
}

TEST(FrameDecoder, RefusesANewMessageInsideAnother) {
    expect_events(text("a", false) + text("b"), {"violation 1002"});
    expect_events(binary("a", false) + ping("p") + binary("b", false), {"ping p", "violation 1002"});
}

TEST(FrameDecoder, RefusesLengthsInALongerForm) {
    expect_events(ClientFrame{.payload = "short", .length_bytes = 2}.bytes(), {"violation 1002"});
    expect_events(ClientFrame{.payload = "short", .length_bytes = 8}.bytes(), {"violation 1002"});
    expect_events(ClientFrame{.payload = std::string(200, 'x'), .length_bytes = 8}.bytes(),
                  {"violation 1002"});
}

TEST(FrameDecoder, RefusesWhatIsTooLargeFromItsHeaderAlone) {
    const std::string whole = binary(std::string(limit + 1, 'x'));
    expect_events(whole.substr(0, 8), {"violation 1009"});
    expect_events(whole, {"violation 1009"});
    expect_events(binary(std::string(limit, 'x')), {"binary " + std::string(limit, 'x')});
}

TEST(FrameDecoder, RefusesLengthsThatOverflow) {
    std::string bytes{
        "\x82\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
        "mask",
        14};
    expect_events(bytes, {"violation 1009"});
    expect_events(binary("some", false) + std::string("\x80") + bytes.substr(1), {"violation 1009"});
}

TEST(FrameDecoder, CountsFragmentsTogetherAgainstTheLimit) {
    const std::string half(limit / 2, 'x');
    expect_events(binary(half, false) + continuation(half), {"binary " + half + half});
    expect_events(binary(half, false) + continuation(half, false) + continuation("y"), {"violation 1009"});
}

TEST(FrameDecoder, AppliesANewLimitToTheNextFrame) {
    FrameDecoder decoder(3);
    decoder.set_message_limit(5);
    std::string bytes = binary("12345") + binary("123456");
    std::span<char> input(bytes);
    EXPECT_EQ(describe(decoder.next(input)), "binary 12345");
    decoder.set_message_limit(2);
    EXPECT_EQ(describe(decoder.next(input)), "violation 1009");
}

TEST(FrameDecoder, AcceptsUtf8CutBetweenFragments) {
    const std::string word = "\xCE\xBA\xE1\xBD\xB9\xF0\x9F\x8E\xBE";
    for (std::size_t cut = 0; cut <= word.size(); ++cut) {
        expect_events(text(word.substr(0, cut), false) + continuation(word.substr(cut)), {"text " + word});
    }
}

TEST(FrameDecoder, RefusesTextThatIsNotUtf8) {
    expect_events(text("\xFF") + text("after"), {"violation 1007"});
    expect_events(text("ends inside \xE2\x82"), {"violation 1007"});
    expect_events(text("\xED\xA0\x80"), {"violation 1007"});
    expect_events(text("ab", false) + continuation("\xC0\xAF"), {"violation 1007"});
    expect_events(binary("\xFF\xC0"), {"binary \xFF\xC0"});
}

TEST(FrameDecoder, FindsAWrongByteBeforeTheFrameIsComplete) {
    const std::string whole = text("fine so far \xC0 and much more to come");
    FrameDecoder decoder(limit);
    std::string start = whole.substr(0, 6 + 13);
    std::span<char> input(start);
    EXPECT_EQ(describe(decoder.next(input)), "violation 1007");
}

TEST(FrameDecoder, ReadsCloseFrames) {
    expect_events(ClientFrame{.opcode = 8}.bytes() + text("ignored"), {"close 1005 "});
    expect_events(close(1000), {"close 1000 "});
    expect_events(close(4999, "\xC3\xA4rger"), {"close 4999 \xC3\xA4rger"});
    expect_events(close(1001, std::string(123, 'r')), {"close 1001 " + std::string(123, 'r')});
}

TEST(FrameDecoder, JudgesCloseCodes) {
    for (const unsigned number :
         {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 1014U, 3000U, 4999U}) {
        const auto code = static_cast<std::uint16_t>(number);
        expect_events(close(code), {"close " + std::to_string(code) + " "});
    }
    for (const unsigned number : {0U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 2999U, 5000U, 65535U}) {
        const auto code = static_cast<std::uint16_t>(number);
        expect_events(close(code), {"violation 1002"});
    }
    expect_events(ClientFrame{.opcode = 8, .payload = "x"}.bytes(), {"violation 1002"});
    expect_events(close(1000, "\xFF"), {"violation 1007"});
    expect_events(close(1000, "\xE2\x82"), {"violation 1007"});
}

TEST(FrameDecoder, IgnoresAllAfterAViolation) {
    expect_events(text("before") + continuation("x") + text("after") + close(1000),
                  {"text before", "violation 1002"});
}

TEST(FrameDecoder, SurvivesAnything) {
    std::mt19937 random(99);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = text("start", random() % 2 == 0);
        const std::size_t size = random() % 40;
        for (std::size_t at = 0; at < size; ++at) {
            bytes.push_back(static_cast<char>(random()));
        }
        if (random() % 2 == 0) {
            bytes[7] = static_cast<char>(0x80 | (random() % 16));
        }
        const Events whole = decode(bytes, {}, 64);
        ASSERT_EQ(decode(bytes, {random() % bytes.size()}, 64), whole) << "round " << round;
    }
}

}  // namespace
}  // namespace courtside::ws
