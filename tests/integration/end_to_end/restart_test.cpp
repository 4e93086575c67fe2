// Nothing that was asked for or said depends on a client or a server staying up.

#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

/// Whether the server is stopped by SIGTERM or killed.
enum class Stop { terminated, killed };

class Restart : public EndToEnd, public ::testing::WithParamInterface<Stop> {
protected:
    void restart() {
        if (GetParam() == Stop::killed) {
            server_->kill();
        } else {
            EXPECT_EQ(describe(server_->terminate()), "exit code 0") << server_->log();
        }
        server_->start();
    }
};

TEST_F(EndToEnd, ARequestOutlivesTheClientThatMadeIt) {
    serve();
    auto anna = desk("anna");
    const Request request = ask(*anna);
    anna.reset();
    anna = desk("anna");
    const Welcome welcome = anna->welcome();
    ASSERT_EQ(welcome.requests.size(), 1U);
    EXPECT_EQ(welcome.requests[0].request_id, request.request_id);
    EXPECT_EQ(welcome.requests[0].asked, request.asked);
    const auto cem = ready_desk("cem");
    meet(*anna, *cem);
}

TEST_P(Restart, ARequestOutlivesTheServer) {
    serve();
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    restart();
    const Welcome welcome = anna->welcome(2);
    ASSERT_EQ(welcome.requests.size(), 1U);
    EXPECT_EQ(welcome.requests[0].request_id, request.request_id);
    EXPECT_EQ(welcome.requests[0].waiting_since, request.waiting_since);
    const auto cem = ready_desk("cem");
    meet(*anna, *cem);
}

TEST_P(Restart, ASessionGoesOnWithAllThatWasSaid) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*cem)->send(text(id, "before")));
    anna->message(id, 1);
    restart();
    anna->welcome(2);
    cem->welcome(2);
    EXPECT_EQ(value_of((*anna)->send(text(id, "after"))).number, 2U);
    EXPECT_EQ(cem->message(id, 2).text, "after");
    const MessagesPage page = value_of((*cem)->fetch_messages(id));
    ASSERT_EQ(page.messages.size(), 2U);
    EXPECT_EQ(page.messages[0].text, "before");
    value_of((*cem)->end_session(id, Outcome::referred));
    EXPECT_EQ(anna->session(id, SessionState::ended).outcome, Outcome::referred);
}

TEST_P(Restart, ReadyIsKeptAndAnOfferThatWasOpenIsMadeAnew) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    ask(*anna);
    const Offer before = cem->next_offer();
    restart();
    const Offer after = cem->next_offer();
    EXPECT_NE(after.offer_id, before.offer_id);
    EXPECT_EQ(after.title, before.title);
    const Session session = value_of((*cem)->accept(after.offer_id));
    anna->session(session.session_id, SessionState::starting);
}

TEST_P(Restart, WhatIsSentWhileTheServerIsDownArrivesOnceAndInOrder) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    if (GetParam() == Stop::killed) {
        server_->kill();
    } else {
        EXPECT_EQ(describe(server_->terminate()), "exit code 0");
    }
    anna->state(ConnectionState::reconnecting);
    std::vector<Client::Future<SentMessage>> sent;
    for (int i = 1; i <= 20; ++i) {
        sent.push_back((*anna)->send(text(id, std::to_string(i))));
    }
    server_->start();
    for (std::size_t i = 0; i < sent.size(); ++i) {
        EXPECT_EQ(value_of(std::move(sent[i])).number, i + 1);
    }
    cem->message(id, 20);
    const auto messages = cem->told().messages;
    ASSERT_EQ(messages.size(), 20U);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        EXPECT_EQ(messages[i].text, std::to_string(i + 1));
    }
}

TEST_P(Restart, TheClosingWordOfASessionThatEndedBeforeIsTaken) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    value_of((*anna)->end_session(id, Outcome::another_session));
    restart();
    ClosingWord word;
    word.session_id = id;
    word.felt_heard = Answer::yes;
    value_of((*anna)->close_with_word(word));
    const SessionsPage page = value_of((*anna)->fetch_sessions());
    ASSERT_EQ(page.sessions.size(), 1U);
    EXPECT_EQ(page.sessions[0].outcome, Outcome::another_session);
}

INSTANTIATE_TEST_SUITE_P(Of, Restart, ::testing::Values(Stop::terminated, Stop::killed),
                         [](const auto& instance) {
                             return instance.param == Stop::killed ? "AKilledServer" : "AStoppedServer";
                         });

}  // namespace
}  // namespace courtside::test
