// People look after what is stored about them, coaches see what waits, and are called where no client is
// open.

#include "integration/end_to_end/end_to_end.hpp"
#include "integration/webpush/device.hpp"
#include "integration/webpush/receiver.hpp"
#include "support/comes_true.hpp"

#include <filesystem>
#include <optional>

namespace courtside::test {
namespace {

class OwnData : public EndToEnd {
protected:
    static std::string fetch_all(Desk& desk) {
        std::string document;
        for (;;) {
            const MyDataPart part = value_of(desk->fetch_my_data(document.size()));
            document += part.part;
            if (!part.more) {
                return document;
            }
        }
    }
};

TEST_F(OwnData, IsTheDocumentThatAnAdministratorExports) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    for (int i = 0; i < 8; ++i) {
        value_of((*anna)->send(text(id, std::string(16'000, 'x'))));
    }
    const std::string document = fetch_all(*anna);
    EXPECT_GT(document.size(), 100'000U);
    EXPECT_TRUE(document.starts_with("{\"format\":\"courtside.person.1\""));
    EXPECT_TRUE(document.ends_with("}\n"));
    const std::string exported = run_courtside(
        {"export", "--data", server_->data().string(), "--tenant", "https://id.example", "--person", "anna"});
    // Marks in the sessions go on while both are read.
    const auto until_sessions = [](const std::string& whole) {
        const std::size_t from = whole.find("\"profile\"");
        return whole.substr(from, whole.find("\"sessions\"") - from);
    };
    EXPECT_EQ(until_sessions(document), until_sessions(exported));
    EXPECT_NE(exported.find("\"what\":\"person.export\""), std::string::npos);
    for (const auto& file : std::filesystem::directory_iterator(server_->data())) {
        EXPECT_FALSE(file.path().filename().string().starts_with("own-data"));
    }
}

TEST_F(OwnData, ErasingOneselfEndsTheTalkAndTheSignIn) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*anna)->send(text(id, "My secret")));
    const PersonId me = anna->welcome().me.person_id;
    EXPECT_EQ(error_of((*anna)->erase_me(me + 1)).code, ErrorCode::invalid_argument);
    value_of((*anna)->erase_me(me));
    EXPECT_EQ(anna->state(ConnectionState::disconnected).reason, StateReason::unauthorised);
    cem->session(id, SessionState::ended);
    // The rows follow in the moments after.
    EXPECT_TRUE(support::comes_true([&] {
        const MessagesPage page = value_of((*cem)->fetch_messages(id));
        return page.messages.size() == 1 && page.messages[0].redacted;
    }));
}

TEST_F(OwnData, CoachesSeeWhatWaits) {
    serve({"--status-interval-s", "1"});
    const auto dora = desk("dora");
    const auto anna = desk("anna");
    ask(*anna);
    const auto counts = dora->wait_for("what waits", [](const Told& told) {
        return told.waiting.empty() ? std::nullopt : std::optional(told.waiting.back());
    });
    EXPECT_EQ(counts.total, 1U);
    ASSERT_EQ(counts.counts.size(), 1U);
    EXPECT_EQ(counts.counts[0].skill_label, "negotiating");
    EXPECT_EQ(value_of((*dora)->fetch_waiting()).total, 1U);
    EXPECT_EQ(error_of((*anna)->fetch_waiting()).code, ErrorCode::not_allowed);
}

TEST_F(OwnData, ACoachWithNoClientOpenIsCalledByPush) {
    serve({"--push-subject", "mailto:ops@example.org", "--push-insecure-loopback", "1"});
    Receiver service;
    const Device phone;
    const std::string endpoint = service.url("/phone");
    {
        const auto cem = ready_desk("cem");
        EXPECT_FALSE(cem->welcome().vapid_public_key.empty());
        value_of((*cem)->subscribe_push({endpoint, phone.p256dh(), phone.auth()}));
        value_of((*cem)->test_push(endpoint));
        const std::string test = phone.read(service.wait_for(1).at(0).body);
        const std::string head = R"({"kind":"test","code":")";
        ASSERT_TRUE(test.starts_with(head)) << test;
        const std::string code = test.substr(head.size(), test.rfind('"') - head.size());
        const PushState state = value_of((*cem)->confirm_push(endpoint, code));
        ASSERT_EQ(state.channels.size(), 1U);
        EXPECT_TRUE(state.channels[0].tested);
    }
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    const std::string call = phone.read(service.wait_for(2).at(1).body);
    EXPECT_TRUE(call.starts_with(R"({"kind":"offer","offer_id":)")) << call;
    EXPECT_EQ(call.find("Anna"), std::string::npos);
    EXPECT_EQ(call.find("raise"), std::string::npos);
    const auto cem = desk("cem");
    EXPECT_EQ(cem->welcome().offers.size(), 1U);
    meet(*anna, *cem);
    EXPECT_EQ(anna->request(request.request_id, RequestState::matched).state, RequestState::matched);
}

TEST_F(OwnData, ADeviceThatGaveItsChannelUpIsForgotten) {
    serve({"--push-subject", "mailto:ops@example.org", "--push-insecure-loopback", "1"});
    Receiver service;
    const Device phone;
    const auto cem = desk("cem");
    value_of((*cem)->subscribe_push({service.url(), phone.p256dh(), phone.auth()}));
    service.answer_with({{410}});
    value_of((*cem)->test_push(service.url()));
    service.wait_for(1);
    // It is told to nobody, so it is asked for.
    EXPECT_TRUE(support::comes_true(
        [&] { return value_of((*cem)->unsubscribe_push("https://no.example")).channels.empty(); }));
}

TEST_F(OwnData, TheKeyOfThePushServiceStaysTheSameAndIsPrivate) {
    serve({"--push-subject", "mailto:ops@example.org"});
    const std::string key = desk("cem")->welcome().vapid_public_key;
    EXPECT_EQ(key.size(), 87U);
    const auto file = std::filesystem::status(server_->data() / "push-key.pem");
    EXPECT_EQ(file.permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    server_->terminate();
    server_->start();
    EXPECT_EQ(desk("cem")->welcome().vapid_public_key, key);
}

TEST_F(OwnData, WithoutASubjectThereIsNoPush) {
    serve();
    const auto cem = desk("cem");
    EXPECT_EQ(cem->welcome().vapid_public_key, "");
    const Device phone;
    EXPECT_EQ(
        error_of((*cem)->subscribe_push({"https://fcm.googleapis.com/x", phone.p256dh(), phone.auth()})).code,
        ErrorCode::unsupported);
    EXPECT_FALSE(std::filesystem::exists(server_->data() / "push-key.pem"));
}

}  // namespace
}  // namespace courtside::test
