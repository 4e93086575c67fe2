#include "unit/wire/frames.hpp"
#include "wire/decoder.hpp"
#include "wire/logging.hpp"

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <variant>

namespace courtside::wire {
namespace {

class DecodeFault : public InBothFormats {
protected:
    static void SetUpTestSuite() { silence_parser_log(); }

    DecodeFault() { frame.set_request_id(7); }

    core::Error refusal() { return refusal(payload(GetParam(), frame)); }

    core::Error refusal(std::string_view bytes, std::uint64_t request_id = 7) {
        const auto result = decoder.decode(GetParam(), bytes);
        const auto* refused = std::get_if<Refused>(&result);
        if (refused == nullptr) {
            ADD_FAILURE() << "was accepted";
            return {};
        }
        EXPECT_EQ(refused->request_id, request_id);
        EXPECT_FALSE(refused->error.text.empty());
        EXPECT_FALSE(refused->error.retry);
        return refused->error;
    }

    void expect_invalid(const std::string& field) {
        const auto error = refusal();
        EXPECT_EQ(error.code, core::ErrorCode::invalid_argument);
        ASSERT_FALSE(error.args.empty());
        EXPECT_EQ(error.args[0], (std::pair<std::string, std::string>("field", field)));
    }

    pb::ClientFrame frame;
    Decoder decoder;
};

INSTANTIATE_TEST_SUITE_P(Formats, DecodeFault, testing::Values(Format::binary, Format::json), format_name);

TEST_P(DecodeFault, RefusesARequestIdOfZero) {
    frame.set_request_id(0);
    frame.mutable_wrong_match()->set_session_id(1);
    EXPECT_EQ(refusal(payload(GetParam(), frame), 0).code, core::ErrorCode::bad_frame);
}

TEST_P(DecodeFault, RefusesCommandIdsOfOtherLengths) {
    frame.mutable_wrong_match()->set_session_id(1);
    for (const std::size_t size : {1U, 15U, 17U, 1000U}) {
        frame.set_command_id(std::string(size, 'x'));
        expect_invalid("command_id");
    }
}

TEST_P(DecodeFault, SaysThatAFrameWithoutACommandIsUnsupported) {
    EXPECT_EQ(refusal().code, core::ErrorCode::unsupported);
}

TEST_P(DecodeFault, RefusesInstantsThatAreNone) {
    for (const std::int64_t ms :
         {std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max(), std::int64_t{253'402'300'800'000}}) {
        frame.mutable_set_presence()->set_ready_until_ms(ms);
        expect_invalid("ready_until_ms");
        frame.mutable_ask()->set_needed_by_ms(ms);
        expect_invalid("needed_by_ms");
        frame.mutable_ask_again()->mutable_window()->set_from_ms(ms);
        expect_invalid("from_ms");
        frame.mutable_set_availability()->add_windows()->set_to_ms(ms);
        expect_invalid("to_ms");
    }
}

TEST_P(DecodeFault, RefusesAPresenceThatSaysNothing) {
    frame.mutable_set_presence();
    expect_invalid("intent");
    frame.mutable_set_presence()->set_ready_until_ms(0);
    expect_invalid("ready_until_ms");
    frame.mutable_set_presence()->set_away(false);
    expect_invalid("away");
}

TEST_P(DecodeFault, RefusesAMessageWithoutABody) {
    frame.mutable_send_message()->set_session_id(1);
    expect_invalid("body");
    frame.mutable_send_message()->mutable_moment()->set_text("of no kind");
    expect_invalid("moment.kind");
}

TEST_P(DecodeFault, RefusesEnumValuesThatTheProtocolDoesNotList) {
    frame.mutable_send_message()->mutable_moment()->set_kind(static_cast<pb::MomentKind>(10));
    expect_invalid("moment.kind");
    frame.mutable_decline_offer()->set_reason(static_cast<pb::DeclineReason>(-1));
    expect_invalid("reason");
    frame.mutable_end_session()->set_outcome(static_cast<pb::Outcome>(256 + 1));
    expect_invalid("outcome");
    frame.mutable_close_with_word()->set_felt_heard(static_cast<pb::Answer>(4));
    expect_invalid("felt_heard");
}

TEST_P(DecodeFault, BoundsWhatAClientSaysOfItself) {
    frame.mutable_hello()->set_client_name(std::string(101, 'n'));
    expect_invalid("client_name");
    frame.mutable_hello()->set_client_name(std::string(100, 'n'));
    frame.mutable_hello()->set_client_version(std::string(101, 'v'));
    expect_invalid("client_version");
    frame.mutable_hello()->set_client_version(std::string(100, 'v'));
    frame.mutable_hello()->set_device_id(std::string(65, 'd'));
    expect_invalid("device_id");
    frame.mutable_hello()->set_device_id(std::string(64, 'd'));
    EXPECT_TRUE(
        std::holds_alternative<ClientMessage>(decoder.decode(GetParam(), payload(GetParam(), frame))));
}

TEST_P(DecodeFault, RefusesFramesAboveTheLimit) {
    frame.mutable_send_message()->mutable_text()->set_text(std::string(64 * 1024, 'x'));
    const auto error = refusal(payload(GetParam(), frame), 0);
    EXPECT_EQ(error.code, core::ErrorCode::too_large);
    ASSERT_EQ(error.args.size(), 1U);
    EXPECT_EQ(error.args[0], (std::pair<std::string, std::string>("limit", "65536")));
}

TEST_P(DecodeFault, RefusesFramesThatWereCutShort) {
    frame.mutable_open_issue()->set_title("title");
    frame.mutable_open_issue()->set_description("description");
    const auto whole = payload(GetParam(), frame);
    std::size_t refused = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto result = decoder.decode(GetParam(), std::string_view(whole).substr(0, size));
        // A binary frame may end between two fields; then it is one without a command or request id.
        refused += std::holds_alternative<Refused>(result) ? 1 : 0;
    }
    EXPECT_EQ(refused, whole.size());
}

TEST_P(DecodeFault, KeepsTheRequestIdOfAFrameThatCannotBeRead) {
    frame.mutable_open_issue()->set_title("title");
    auto bytes = payload(GetParam(), frame);
    bytes.resize(bytes.size() - 1);
    EXPECT_EQ(refusal(bytes).code, core::ErrorCode::bad_frame);
}

TEST_P(DecodeFault, RefusesTextsThatAreNoUtf8) {
    const std::string marker = "MARK";
    frame.mutable_send_message()->mutable_text()->set_text(marker);
    const auto good = payload(GetParam(), frame);
    const auto at = good.find(marker);
    ASSERT_NE(at, std::string::npos);
    // A lone continuation, an overlong slash, a surrogate, beyond U+10FFFF, a cut sequence.
    for (const std::string bad : {"a\x80zz", "\xc0\xaf..", "\xed\xa0\x80.", "\xf4\x90\x80\x80", "abc\xe2"}) {
        auto bytes = good;
        bytes.replace(at, marker.size(), bad);
        const auto result = decoder.decode(GetParam(), bytes);
        ASSERT_TRUE(std::holds_alternative<Refused>(result)) << testing::PrintToString(bad);
        EXPECT_EQ(std::get<Refused>(result).error.code, core::ErrorCode::bad_frame);
    }
}

TEST_P(DecodeFault, SurvivesGarbage) {
    std::mt19937_64 random(20261121);
    std::uniform_int_distribution<int> byte(0, 255);
    std::uniform_int_distribution<std::size_t> length(0, 300);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(length(random), '\0');
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(byte(random)); });
        const auto result = decoder.decode(GetParam(), bytes);
        if (const auto* message = std::get_if<ClientMessage>(&result)) {
            EXPECT_NE(message->request_id, 0U);
        }
    }
}

TEST_P(DecodeFault, SurvivesGoodFramesWithBytesChanged) {
    frame.set_command_id("0123456789abcdef");
    frame.mutable_ask()->set_issue_id(5);
    frame.mutable_ask()->mutable_window()->set_from_ms(1);
    frame.mutable_ask()->set_skill("S1.1");
    frame.mutable_ask()->add_prefer(3);
    const auto good = payload(GetParam(), frame);
    std::mt19937_64 random(7);
    std::uniform_int_distribution<int> byte(0, 255);
    std::uniform_int_distribution<std::size_t> place(0, good.size() - 1);
    std::size_t accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        auto bytes = good;
        for (int changes = 0; changes < 1 + round % 4; ++changes) {
            bytes[place(random)] = static_cast<char>(byte(random));
        }
        accepted += std::holds_alternative<ClientMessage>(decoder.decode(GetParam(), bytes)) ? 1 : 0;
    }
    EXPECT_GT(accepted, 0U);
    // The decoder is as good as new.
    EXPECT_TRUE(std::holds_alternative<ClientMessage>(decoder.decode(GetParam(), good)));
}

TEST(DecodeBinary, IgnoresUnknownFieldsAndKnowsThatACommandIsNewer) {
    pb::ClientFrame frame;
    frame.set_request_id(7);
    const auto newer = frame.SerializeAsString() + std::string("\xfa\x3e\x03xyz", 6);  // field 1007, bytes
    Decoder decoder;
    const auto unknown = decoder.decode(Format::binary, newer);
    ASSERT_TRUE(std::holds_alternative<Refused>(unknown));
    EXPECT_EQ(std::get<Refused>(unknown).error.code, core::ErrorCode::unsupported);
    EXPECT_EQ(std::get<Refused>(unknown).request_id, 7U);

    frame.mutable_mark()->set_session_id(1);
    const auto known = decoder.decode(Format::binary, frame.SerializeAsString() + newer);
    EXPECT_TRUE(std::holds_alternative<ClientMessage>(known));
}

TEST(DecodeJson, IgnoresUnknownFieldsAndKnowsThatACommandIsNewer) {
    Decoder decoder;
    const auto unknown = decoder.decode(Format::json, R"({"requestId":"7","dance":{"with":["me"]}})");
    ASSERT_TRUE(std::holds_alternative<Refused>(unknown));
    EXPECT_EQ(std::get<Refused>(unknown).error.code, core::ErrorCode::unsupported);
    EXPECT_EQ(std::get<Refused>(unknown).request_id, 7U);

    const auto known = decoder.decode(
        Format::json,
        R"({"requestId":7,"color":null,"mark":{"session_id":1,"readTo":"2","mood":{"x":[1,2]}}})");
    ASSERT_TRUE(std::holds_alternative<ClientMessage>(known));
    const auto& command = std::get<core::Command>(std::get<ClientMessage>(known).content);
    EXPECT_EQ(std::get<core::Mark>(command).read_to, 2U);
}

TEST(DecodeJson, RefusesWhatHasTheWrongShape) {
    Decoder decoder;
    for (const std::string json :
         {"", "null", "7", "[]", "\"text\"", "{", R"({"requestId":1.5,"mark":{}})",
          R"({"requestId":-1,"mark":{}})", R"({"requestId":1,"mark":[]})",
          R"({"requestId":1,"mark":{"sessionId":"x"}})",
          R"({"requestId":1,"mark":{"sessionId":"18446744073709551616"}})",
          R"({"requestId":1,"hello":{},"mark":{}})", R"({"requestId":1,"openIssue":{"title":"\ud800"}})"}) {
        EXPECT_TRUE(std::holds_alternative<Refused>(decoder.decode(Format::json, json))) << json;
    }
    EXPECT_TRUE(std::holds_alternative<Refused>(decoder.decode(Format::json, std::string(60'000, '['))));
    EXPECT_TRUE(std::holds_alternative<Refused>(
        decoder.decode(Format::json, R"({"requestId":1,"x":)" + std::string(60'000, '['))));
}

}  // namespace
}  // namespace courtside::wire
