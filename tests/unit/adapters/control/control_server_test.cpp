// What the command line and the server make of each other, on real sockets.

#include "adapters/control/socket_address.hpp"
#include "unit/adapters/control/live_control.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <string>
#include <thread>

namespace courtside::control {
namespace {

using ::testing::HasSubstr;

using Control = LiveControl;

TEST_F(Control, HandsAChangeToTheEngineAndItsAnswerBack) {
    std::string actor;
    std::string issuer;
    serve([&](const core::Admin& admin, const Done& done) {
        actor = admin.actor;
        issuer = std::get<core::AddTenant>(admin.change).issuer;
        done(core::AdminResult{3, 1, 0, 0});
    });
    const auto answer = ask_for(some_change());
    ASSERT_TRUE(answer) << answer.error().text;
    EXPECT_EQ(std::get<core::AdminResult>(*answer).id, 3U);
    end_server();
    EXPECT_EQ(issuer, "https://id.example");
    EXPECT_EQ(actor, "command line, uid " + std::to_string(::getuid()));
}

TEST_F(Control, HandsARefusalBack) {
    serve_and_answer(core::Error{core::ErrorCode::not_found, "no such tenant", {{"what", "tenant"}}});
    const auto answer = ask_for(core::ImportSkills{core::TenantId{9}, {}});
    ASSERT_TRUE(answer);
    EXPECT_EQ(std::get<core::Error>(*answer).text, "no such tenant");
}

TEST_F(Control, AnswersWhenTheChangeIsDurableAndNotBefore) {
    std::promise<Done> engine;
    serve([&](const core::Admin&, const Done& done) { engine.set_value(done); });
    auto answer = begin_to_ask(some_change());
    const Done done = engine.get_future().get();
    EXPECT_EQ(answer.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    post([done] { done(core::AdminResult{1, 1, 0, 0}); });
    EXPECT_TRUE(answer.get());
}

TEST_F(Control, CarriesAnImportOfAHundredThousandPeople) {
    core::ImportPeople import{core::TenantId{1}, {}};
    for (int i = 0; i < 100'000; ++i) {
        core::Profile profile;
        profile.name = "Somebody with a name of an ordinary length " + std::to_string(i);
        profile.skills = std::vector<core::SkillLevel>{{"S1.1.1", 4}, {"S5.6", 2}};
        profile.languages = std::vector<std::string>{"en", "de"};
        profile.time_zone = "Europe/Berlin";
        import.people.push_back({"subject-" + std::to_string(i), profile});
    }
    serve([](const core::Admin& admin, const Done& done) {
        const auto& people = std::get<core::ImportPeople>(admin.change).people;
        done(core::AdminResult{0, static_cast<std::uint32_t>(people.size()), 0, 0});
    });
    const auto answer = ask_for(import);
    ASSERT_TRUE(answer) << answer.error().text;
    EXPECT_EQ(std::get<core::AdminResult>(*answer).added, 100'000U);
}

TEST_F(Control, ServesOneAfterTheOther) {
    serve_and_answer(core::AdminResult{});
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(ask_for(some_change()));
    }
}

TEST_F(Control, IsForItsOwnerAlone) {
    serve_and_answer(core::AdminResult{});
    struct stat status {};
    ASSERT_EQ(::stat(socket_file(folder_.path()).c_str(), &status), 0);
    EXPECT_TRUE(S_ISSOCK(status.st_mode));
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(MayAdminister, IsTheServersUserAndRoot) {
    EXPECT_TRUE(may_administer(1000, 1000));
    EXPECT_TRUE(may_administer(0, 1000));
    EXPECT_FALSE(may_administer(1001, 1000));
    EXPECT_FALSE(may_administer(1000, 0));
}

TEST_F(Control, DoesNotTalkToAnotherUserWhoGotPastTheFile) {
    serve_and_answer(core::AdminResult{});
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
    std::filesystem::permissions(socket_file(folder_.path()), std::filesystem::perms::all);
    std::string received;
    bool other_user = false;
    std::thread([&] {
        // This thread alone becomes nobody, which only root can.
        other_user = ::syscall(SYS_setresuid, 65534, 65534, 65534) == 0;
        received = RawPeer(folder_.path()).receive(sizeof(Greeting));
    }).join();
    EXPECT_EQ(received.empty(), other_user);
}

TEST_F(Control, ReplacesWhatAKilledServerLeftBehind) {
    {
        boost::asio::io_context io;
        const boost::asio::local::stream_protocol::acceptor killed(
            io, boost::asio::local::stream_protocol::endpoint(socket_file(folder_.path()).string()));
    }
    ASSERT_TRUE(std::filesystem::exists(socket_file(folder_.path())));
    const auto nobody = ask_for(some_change());
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().kind, Problem::Kind::nobody_listens);

    serve_and_answer(core::AdminResult{});
    EXPECT_TRUE(ask_for(some_change()));
}

TEST_F(Control, TakesItsSocketAway) {
    serve_and_answer(core::AdminResult{});
    end_server();
    EXPECT_FALSE(std::filesystem::exists(socket_file(folder_.path())));
    const auto answer = ask_for(some_change());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Problem::Kind::nobody_listens);
}

TEST_F(Control, WorksInAFolderWithALongPath) {
    const std::filesystem::path longer = folder_.path() / std::string(100, 'd') / std::string(200, 'e');
    std::filesystem::create_directories(longer);
    options_.folder = longer;
    client_.folder = longer;
    serve_and_answer(core::AdminResult{});
    EXPECT_TRUE(std::filesystem::exists(socket_file(longer)));
    EXPECT_TRUE(ask_for(some_change()));
    end_server();
    EXPECT_FALSE(std::filesystem::exists(socket_file(longer)));
}

TEST_F(Control, IsNotAskedByAnotherVersion) {
    serve([](const core::Admin&, const Done&) { ADD_FAILURE() << "it was asked"; });
    client_.version = "1.0.1";
    const auto answer = ask_for(some_change());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Problem::Kind::not_made);
    EXPECT_THAT(answer.error().text, HasSubstr("restart the server"));
}

TEST_F(Control, WhoAsksAServerThatEndsMidwayIsToldThatItIsNotKnown) {
    serve([this](const core::Admin&, const Done&) { post([this] { drop_server(); }); });
    const auto answer = ask_for(some_change());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Problem::Kind::unknown);
    EXPECT_THAT(answer.error().text, HasSubstr("run the command again"));
}

TEST_F(Control, AnAnswerAfterTheServersEndGoesNowhere) {
    std::promise<Done> engine;
    serve([&](const core::Admin&, const Done& done) { engine.set_value(done); });
    auto answer = begin_to_ask(some_change());
    const Done done = engine.get_future().get();
    end_server();
    on_loop([&] { done(core::AdminResult{}); });
    EXPECT_EQ(answer.get().error().kind, Problem::Kind::unknown);
}

TEST_F(Control, WhoGaveUpMeanwhileIsNotWaitedFor) {
    std::promise<Done> engine;
    serve([&](const core::Admin&, const Done& done) { engine.set_value(done); });
    client_.answer_within = std::chrono::milliseconds(50);
    const auto given_up = ask_for(some_change());
    ASSERT_FALSE(given_up);
    EXPECT_EQ(given_up.error().kind, Problem::Kind::unknown);
    EXPECT_THAT(given_up.error().text, HasSubstr("in time"));
    const Done done = engine.get_future().get();
    on_loop([&] { done(core::AdminResult{}); });
}

}  // namespace
}  // namespace courtside::control
