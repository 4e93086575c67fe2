// Who fetches what is stored about them gets one document of one moment, part by part.

#include "adapters/sqlite/own_documents.hpp"

#include "adapters/sqlite/history_reader.hpp"
#include "adapters/sqlite/schema.hpp"
#include "company.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <variant>

namespace courtside::sqlite::test {
namespace {

using Clock = OwnDocuments::Clock;

class OwnDocument : public testing::Test {
protected:
    OwnDocument() : database_(company_.file(), OpenMode::read_only) { configure_reader(database_); }

    core::ReplyBody answer(std::uint64_t offset, core::PersonId person = learner) {
        return documents_.part(database_, tenant_one, person, {offset, noon}, now_);
    }
    core::MyData part(std::uint64_t offset, core::PersonId person = learner) {
        return std::get<core::MyData>(answer(offset, person));
    }
    core::Error refusal(std::uint64_t offset) { return std::get<core::Error>(answer(offset)); }

    /// All of it, as a client reads it.
    std::string whole(core::PersonId person = learner) {
        std::string text;
        for (core::MyData next = part(0, person);; next = part(text.size(), person)) {
            EXPECT_EQ(next.offset, text.size());
            EXPECT_LE(next.part.size(), std::size_t{48} * 1024);
            text += next.part;
            if (!next.more) {
                return text;
            }
        }
    }

    Company company_;
    Database database_;
    OwnDocuments documents_{company_.file().parent_path()};
    Clock::time_point now_ = Clock::now();
};

TEST_F(OwnDocument, IsTheOneThatAnAdministratorExports) {
    company_.hold_session(1, {"My words", "Their answer"});
    const boost::json::value document = boost::json::parse(whole());
    EXPECT_EQ(document.at("format").as_string(), "courtside.person.1");
    EXPECT_EQ(document.at("exported_at").as_string(), "2023-11-14T22:13:20Z");
    EXPECT_EQ(document.at("company").at("name").as_string(), "Company 1");
    EXPECT_EQ(document.at("profile").at("subject").as_string(), "subject-1");
    const auto& messages = document.at("sessions").at(0).at("messages").as_array();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].at("text").as_string(), "My words");
}

TEST_F(OwnDocument, ComesInPartsThatEndBetweenCharacters) {
    std::vector<std::string> words(60, std::string(16'000, 'x'));
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (int n = 0; n < 1'000; ++n) {
            words[i] += n % 2 == 0 ? "\xC3\xA9" : "\xF0\x9F\x91\x8B";
        }
        words[i] += std::string(i, 'y');
    }
    company_.hold_session(1, words);
    const std::string text = whole();
    EXPECT_GT(text.size(), 1'000'000U);
    EXPECT_EQ(boost::json::parse(text).at("sessions").at(0).at("messages").as_array().size(), words.size());
    EXPECT_EQ(part(text.size()).part, "");
    EXPECT_EQ(refusal(text.size() + 1).code, core::ErrorCode::invalid_argument);
}

TEST_F(OwnDocument, IsOfOneMomentHoweverLongTheReadingTakes) {
    company_.hold_session(1, std::vector<std::string>(20, std::string(10'000, 'x')));
    const core::MyData first = part(0);
    ASSERT_TRUE(first.more);
    company_.hold_session(2, {"later"});
    std::string text = first.part;
    while (true) {
        const core::MyData next = part(text.size());
        text += next.part;
        if (!next.more) {
            break;
        }
    }
    EXPECT_EQ(boost::json::parse(text).at("sessions").as_array().size(), 1U);
    EXPECT_EQ(boost::json::parse(whole()).at("sessions").as_array().size(), 2U);
}

TEST_F(OwnDocument, IsNobodyElses) {
    company_.hold_session(1, {"a secret", "an answer"});
    EXPECT_TRUE(part(0).part.size() > 100);
    EXPECT_EQ(std::get<core::Error>(answer(10, stranger)).code, core::ErrorCode::invalid_argument);
    EXPECT_EQ(whole(stranger).find("a secret"), std::string::npos);
    EXPECT_EQ(std::get<core::Error>(answer(0, core::PersonId{99})).code, core::ErrorCode::not_found);
}

TEST_F(OwnDocument, IsHeldForAWhileAndLeavesNothing) {
    part(0);
    now_ += std::chrono::seconds(120);
    part(1);
    now_ += std::chrono::seconds(121);
    documents_.forget_old(now_);
    EXPECT_EQ(refusal(1).args.at(0).second, "offset");
    for (const auto& file : std::filesystem::directory_iterator(company_.file().parent_path())) {
        EXPECT_FALSE(file.path().filename().string().starts_with("own-data")) << file.path();
    }
}

TEST_F(OwnDocument, OffsetsAreWhereAPartEnded) {
    company_.hold_session(1, {"\xC3\xA9"});
    const std::string text = whole();
    EXPECT_EQ(refusal(text.find("\xC3\xA9") + 1).args.at(0).second, "offset");
}

TEST_F(OwnDocument, ABoundHoldsForTheNumberOfThemAndForTheirSize) {
    OwnDocuments few(company_.file().parent_path(), {.held = 1});
    static_cast<void>(few.part(database_, tenant_one, learner, {0, noon}, now_));
    const auto second = few.part(database_, tenant_one, coach, {0, noon}, now_);
    EXPECT_EQ(std::get<core::Error>(second).code, core::ErrorCode::busy);
    EXPECT_TRUE(
        std::holds_alternative<core::MyData>(few.part(database_, tenant_one, learner, {0, noon}, now_)));
    OwnDocuments small(company_.file().parent_path(), {.most_bytes = 200});
    const auto large = small.part(database_, tenant_one, learner, {0, noon}, now_);
    EXPECT_EQ(std::get<core::Error>(large).code, core::ErrorCode::too_large);
}

TEST_F(OwnDocument, SaysWhoLookedAndWhichDevicesGetMessages) {
    core::PushChannel channel;
    channel.endpoint = "https://push.example/1";
    channel.code = "secret-code";
    channel.tested_at = noon;
    company_.write({core::Put<core::PushChannels>{tenant_one, {learner, {channel}}},
                    core::AuditEntry{tenant_one, "root", "person.export", "subject-1", noon}});
    const std::string text = whole();
    const boost::json::value document = boost::json::parse(text);
    EXPECT_EQ(document.at("audit").at(0).at("who").as_string(), "root");
    EXPECT_EQ(document.at("push_channels").at(0).at("endpoint").as_string(), "https://push.example/1");
    EXPECT_EQ(document.at("push_channels").at(0).at("tested_at").as_string(), "2023-11-14T22:13:20Z");
    EXPECT_EQ(text.find("secret-code"), std::string::npos);
}

}  // namespace
}  // namespace courtside::sqlite::test
