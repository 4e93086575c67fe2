// What an administrator changes on the command line while everybody is connected.

#include "integration/end_to_end/end_to_end.hpp"

#include <fstream>

namespace courtside::test {
namespace {

class Administration : public EndToEnd {
protected:
    void import(const std::string& what, const std::string& content) {
        const auto file = folder_.path() / "import.csv";
        std::ofstream(file) << content;
        run_courtside({what, "import", "--data", server_->data().string(), "--tenant", "https://id.example",
                       file.string()});
    }
};

TEST_F(Administration, ANewSkillIsInTheCatalogueOfWhoIsConnected) {
    serve();
    const auto anna = desk("anna");
    EXPECT_EQ(value_of((*anna)->fetch_skills("", 100)).skills.size(), 3U);
    import("skill", "code,label\nS9,juggling\n");
    const SkillsPage page = value_of((*anna)->fetch_skills("", 100));
    ASSERT_EQ(page.skills.size(), 4U);
    EXPECT_EQ(page.skills.back().label, "juggling");
    EXPECT_EQ(anna->told().welcomes.size(), 1U);
}

TEST_F(Administration, WhoBecomesACoachIsAskedWithoutANewConnection) {
    serve();
    const auto anna = desk("anna");
    const auto otto = desk("otto");
    import("skill", "code,label\nS9,juggling\n");
    import("person", "subject,roles,skills\notto,learner coach,S9:4\n");
    be_ready(*otto);
    NewRequest wish;
    wish.skill = "S9";
    ask(*anna, wish);
    meet(*anna, *otto);
    EXPECT_EQ(otto->told().welcomes.size(), 1U);
}

TEST_F(Administration, ASkillThatAReadyCoachGetsIsMatchedAtOnce) {
    serve();
    const auto fay = ready_desk("fay");
    const auto anna = desk("anna");
    ask(*anna);
    import("person", "subject,skills\nfay,S5.6:5;S1.1:3\n");
    meet(*anna, *fay);
}

TEST_F(Administration, ANewCompanysPeopleSignInAtOnce) {
    serve();
    const auto anna = desk("anna");
    const Company other(folder_.path(), {{"S1.1", "negotiating"}}, {{"nora", "Nora", "learner"}},
                        "https://id.other.example");
    Desk nora("nora", server_->url(), other.token("nora"));
    EXPECT_EQ(nora.welcome().me.name, "Nora");
    EXPECT_EQ(anna->told().welcomes.size(), 1U);
}

TEST_F(Administration, WhoIsErasedIsGoneFromATalkAtOnce) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    EXPECT_EQ(value_of((*anna)->send(text(id, "My secret"))).number, 1U);
    EXPECT_EQ(cem->message(id, 1).text, "My secret");
    run_courtside({"erase", "--data", server_->data().string(), "--tenant", "https://id.example", "--person",
                   "anna", "--yes"});
    anna->state(ConnectionState::disconnected);
    cem->session(id, SessionState::ended);
    const MessagesPage page = value_of((*cem)->fetch_messages(id));
    ASSERT_EQ(page.messages.size(), 1U);
    EXPECT_TRUE(page.messages[0].redacted);
    EXPECT_EQ(page.messages[0].text, "");
    EXPECT_EQ(cem->told().welcomes.size(), 1U);
}

TEST_F(Administration, WhatWasChangedOutlivesAServerThatIsKilledAtOnce) {
    serve();
    import("skill", "code,label\nS9,juggling\n");
    server_->kill();
    server_->start();
    const auto anna = desk("anna");
    EXPECT_EQ(value_of((*anna)->fetch_skills("", 100)).skills.size(), 4U);
}

}  // namespace
}  // namespace courtside::test
