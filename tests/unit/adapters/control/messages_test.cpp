#include "adapters/control/messages.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::control {
namespace {

core::ImportPeople full_import() {
    core::Profile full;
    full.name = "Kim \"K\"; ü";
    full.roles = core::Roles{3};
    full.skills = std::vector<core::SkillLevel>{{"S1.1", 4}, {"S5.6", 1}};
    full.languages = std::vector<std::string>{"en", "pt-BR"};
    full.time_zone = "Europe/Berlin";
    full.manager = "";
    full.unit = std::string("a\0b", 3);
    return {core::TenantId{7}, {{"kim", full}, {"jo", {}}}};
}

core::AddTenant full_tenant() {
    return {"Acme",
            "https://id.example",
            {{"key-1", core::KeyAlgorithm::hs256, std::string(64, '\xFF')}},
            {"https://a.example", "http://localhost:3000"}};
}

std::string replaced(std::string bytes, std::size_t at, char byte) {
    bytes.at(at) = byte;
    return bytes;
}

TEST(ControlMessages, CarryAnImportOfPeopleWhole) {
    const core::ImportPeople sent = full_import();
    const auto received = decode_change(encode(Change(sent)));
    ASSERT_TRUE(received);
    const auto& import = std::get<core::ImportPeople>(*received);
    EXPECT_EQ(import.tenant, sent.tenant);
    ASSERT_EQ(import.people.size(), 2U);
    EXPECT_EQ(import.people[0].subject, "kim");
    EXPECT_EQ(import.people[0].profile, sent.people[0].profile);
    EXPECT_EQ(import.people[1].profile, core::Profile{});
}

TEST(ControlMessages, CarryANewCompanyWhole) {
    const auto received = decode_change(encode(Change(full_tenant())));
    ASSERT_TRUE(received);
    const auto& added = std::get<core::AddTenant>(*received);
    EXPECT_EQ(added.name, "Acme");
    EXPECT_EQ(added.issuer, "https://id.example");
    EXPECT_EQ(added.keys, full_tenant().keys);
    EXPECT_EQ(added.origins, full_tenant().origins);
}

TEST(ControlMessages, CarryAnImportOfSkillsWhole) {
    const core::ImportSkills sent{core::TenantId{1}, {{"S1", "communication", "all of it"}, {"S2", "x", ""}}};
    const auto received = decode_change(encode(Change(sent)));
    ASSERT_TRUE(received);
    EXPECT_EQ(std::get<core::ImportSkills>(*received).tenant, sent.tenant);
    EXPECT_EQ(std::get<core::ImportSkills>(*received).skills, sent.skills);
}

TEST(ControlMessages, CarryBothKindsOfAnswer) {
    const core::Error refusal{core::ErrorCode::too_large, "too much", {{"row", "7"}}, true, core::seconds(3)};
    const auto refused = decode_answer(encode(Answer(refusal)));
    ASSERT_TRUE(refused);
    EXPECT_EQ(std::get<core::Error>(*refused), refusal);

    const auto done = decode_answer(encode(Answer(core::AdminResult{9, 1, 2, 0xFFFFFFFF})));
    ASSERT_TRUE(done);
    EXPECT_EQ(std::get<core::AdminResult>(*done).id, 9U);
    EXPECT_EQ(std::get<core::AdminResult>(*done).updated, 2U);
    EXPECT_EQ(std::get<core::AdminResult>(*done).unchanged, 0xFFFFFFFF);
}

template <std::size_t... I>
std::vector<Change> one_of_each(std::index_sequence<I...> /*all*/) {
    return {Change(std::in_place_index<I>)...};
}

TEST(ControlMessages, CarryEveryKindOfChange) {
    for (const Change& change : one_of_each(std::make_index_sequence<std::variant_size_v<Change>>{})) {
        const auto received = decode_change(encode(change));
        ASSERT_TRUE(received) << change.index();
        EXPECT_EQ(received->index(), change.index());
    }
}

TEST(ControlMessages, RefuseEveryBeginningOfAMessage) {
    const std::string whole = encode(Change(full_import()));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(decode_change(std::string_view(whole).substr(0, size))) << size;
    }
}

TEST(ControlMessages, RefuseWhatComesBehindAMessage) {
    EXPECT_FALSE(decode_change(encode(Change(full_import())) + '\0'));
    EXPECT_FALSE(decode_answer(encode(Answer(core::AdminResult{})) + "more"));
}

TEST(ControlMessages, RefuseAKindOfChangeThatThereIsNot) {
    const std::string bytes = encode(Change(full_import()));
    EXPECT_FALSE(decode_change(replaced(bytes, 0, static_cast<char>(std::variant_size_v<Change>))));
    EXPECT_FALSE(decode_change(replaced(bytes, 3, '\xFF')));
}

TEST(ControlMessages, RefuseAValueThatAnEnumHasNot) {
    const std::string bytes = encode(Change(full_tenant()));
    const std::size_t algorithm = bytes.find("key-1") + 5;
    ASSERT_EQ(bytes.at(algorithm), '\1');
    EXPECT_FALSE(decode_change(replaced(bytes, algorithm, '\xC8')));
    const std::string answer = encode(Answer(core::Error{}));
    ASSERT_EQ(answer.at(4), '\1');
    EXPECT_FALSE(decode_answer(replaced(answer, 4, '\0')));
}

TEST(ControlMessages, RefuseACountThatTheBytesCannotHold) {
    // An import of people of tenant 1 that announces 2^32 - 1 of them, and one that announces a million
    // and has as many bytes.
    std::string bytes = encode(Change(core::ImportPeople{core::TenantId{1}, {}}));
    const std::string head = bytes.substr(0, bytes.size() - 4);
    EXPECT_FALSE(decode_change(head + "\xFF\xFF\xFF\xFF"));
    EXPECT_FALSE(decode_change(head + std::string("\x40\x42\x0F\0", 4) + std::string(1'000'000, '\0')));
}

TEST(ControlMessages, TakeAnyBytesWithoutHarm) {
    const std::vector<std::string> whole{encode(Change(full_import())), encode(Change(full_tenant())),
                                         encode(Answer(core::Error{{}, "text", {{"a", "b"}}}))};
    // A linear congruential generator (Knuth's MMIX), so that every run sees the same bytes.
    std::uint64_t state = 1;
    const auto next = [&state] {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return state >> 33U;
    };
    std::size_t accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = whole[next() % whole.size()];
        for (std::uint64_t changes = 1 + next() % 4; changes > 0; --changes) {
            bytes[next() % bytes.size()] = static_cast<char>(next());
        }
        bytes.resize(next() % 3 == 0 ? next() % (bytes.size() + 8) : bytes.size());
        // What is accepted can be sent again and is the same.
        if (const auto change = decode_change(bytes)) {
            ++accepted;
            EXPECT_EQ(encode(*change), bytes);
        }
        if (const auto answer = decode_answer(bytes)) {
            EXPECT_EQ(encode(*answer), bytes);
        }
    }
    EXPECT_GT(accepted, 0U) << "letters of texts were changed as well";
}

TEST(ControlGreeting, TellsVersionsApartAndOthersFromBoth) {
    EXPECT_EQ(greeting("1.2.3"), greeting("1.2.3"));
    EXPECT_NE(greeting("1.2.3"), greeting("1.2.4"));
    EXPECT_TRUE(is_greeting(greeting("1.2.4")));
    EXPECT_FALSE(is_greeting(Greeting{}));
}

TEST(ControlSizeField, HoldsEverySizeThatIsSent) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{258}, most_body_bytes}) {
        EXPECT_EQ(read_size(size_field(size)), size);
    }
    EXPECT_EQ(size_field(258), (SizeField{'\x02', '\x01', '\0', '\0'}));
}

}  // namespace
}  // namespace courtside::control
