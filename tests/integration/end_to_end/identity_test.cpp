// Companies that sign with a key of their own, and what happens to a sign-in when keys or people change.

#include "integration/end_to_end/end_to_end.hpp"
#include "support/comes_true.hpp"
#include "support/signing_key.hpp"

#include <fstream>

namespace courtside::test {
namespace {

constexpr const char* issuer = "https://id.example";

class Identity : public EndToEnd {
protected:
    /// The command line on the store of this server.
    void change(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", (folder_.path() / "data").string(), "--tenant", issuer});
        run_courtside(arguments);
    }
    void add_key(const support::SigningKey& key, const std::string& key_id) {
        const auto file = folder_.path() / (key_id + ".pem");
        std::ofstream(file) << key.public_pem();
        change({"tenant", "rotate-key", "--key-id", key_id, "--public-key", file.string()});
    }

    static std::string signed_token(const support::SigningKey& key, const std::string& key_id,
                                    const std::string& subject) {
        return key.company_token(key_id, issuer, subject);
    }

    [[nodiscard]] std::unique_ptr<RawWebSocket> client() const {
        return std::make_unique<RawWebSocket>(server_->port(), "courtside.v1.json");
    }
    static std::string hello(const std::string& token) {
        return R"({"requestId":"1","hello":{"token":")" + token + R"("}})";
    }
    /// 0: welcome; else the code of the close.
    [[nodiscard]] unsigned sign_in(const std::string& token) const {
        const auto made = client();
        made->send_text(hello(token));
        const auto first = made->receive();
        return first && first->find("\"welcome\"") != std::string::npos ? 0U : made->wait_for_close();
    }
    static void expect(RawWebSocket& client, const std::string& content) {
        const auto frame = client.receive();
        ASSERT_TRUE(frame) << "closed instead of " << content;
        EXPECT_NE(frame->find("\"" + content + "\""), std::string::npos) << *frame;
    }

    const support::SigningKey rsa_ = support::SigningKey::rsa();
    const support::SigningKey ec_ = support::SigningKey::ec();
};

TEST_F(Identity, PeopleSignInAndRenewWithTokensOfTheCompanysOwnKeys) {
    add_key(rsa_, "rsa");
    add_key(ec_, "ec");
    serve();
    for (const auto& [key, id] : {std::pair{rsa_, "rsa"}, std::pair{ec_, "ec"}}) {
        const auto token = signed_token(key, id, "anna");
        const auto anna = client();
        // What comes right behind waits for the verdict, and keeps its place.
        anna->send_text(hello(token));
        anna->send_text(R"({"requestId":"2","fetchIssues":{}})");
        expect(*anna, "welcome");
        expect(*anna, "issuesPage");
        anna->send_text(R"({"requestId":"3","refreshToken":{"token":")" + signed_token(key, id, "anna") +
                        R"("}})");
        anna->send_text(R"({"requestId":"4","fetchIssues":{}})");
        expect(*anna, "tokenRefreshed");
        expect(*anna, "issuesPage");
        EXPECT_EQ(sign_in(token), 0U) << "again, with the same token";
        EXPECT_EQ(sign_in(signed_token(support::SigningKey::ec(), id, "anna")), 4501U);
    }
    EXPECT_EQ(sign_in(token("anna")), 0U) << "the first key is still there";
}

TEST_F(Identity, ATokenOfSomebodyElseRenewsNothingAndTheConnectionStays) {
    add_key(rsa_, "rsa");
    serve();
    const auto anna = client();
    anna->send_text(hello(signed_token(rsa_, "rsa", "anna")));
    expect(*anna, "welcome");
    anna->send_text(R"({"requestId":"2","refreshToken":{"token":")" + signed_token(rsa_, "rsa", "otto") +
                    R"("}})");
    expect(*anna, "ERROR_CODE_NOT_ALLOWED");
    anna->send_text(R"({"requestId":"3","fetchIssues":{}})");
    expect(*anna, "issuesPage");
    anna->send_text(R"({"requestId":"4","refreshToken":{"token":")" +
                    signed_token(support::SigningKey::rsa(), "rsa", "anna") + R"("}})");
    expect(*anna, "ERROR_CODE_UNAUTHENTICATED");
    EXPECT_EQ(anna->wait_for_close(), 4501U);
}

TEST_F(Identity, TokensOfARetiredKeyAreRefused) {
    add_key(rsa_, "rsa");
    add_key(ec_, "ec");
    change({"tenant", "retire-key", "--key-id", "rsa"});
    serve();
    EXPECT_EQ(sign_in(signed_token(rsa_, "rsa", "anna")), 4501U);
    EXPECT_EQ(sign_in(signed_token(ec_, "ec", "anna")), 0U);
}

TEST_F(Identity, TokensOfARevokedPersonAreRefusedUntilThereIsAFreshOne) {
    add_key(ec_, "ec");
    const auto before = token("anna");
    change({"person", "revoke", "--person", "anna"});
    serve();
    EXPECT_EQ(sign_in(before), 4501U);
    EXPECT_EQ(sign_in(token("otto")), 0U) << "somebody else";
    // Those of the very second of the revocation count as older ones.
    EXPECT_TRUE(support::comes_true([&] { return sign_in(signed_token(ec_, "ec", "anna")) == 0U; }));
}

TEST_F(Identity, ARevokedPersonIsSentAwayFromEveryTabAtOnceAndNobodyElseIs) {
    serve();
    const auto desk = client();
    const auto phone = client();
    const auto otto = client();
    for (const auto& [each, name] :
         {std::pair{desk.get(), "anna"}, std::pair{phone.get(), "anna"}, std::pair{otto.get(), "otto"}}) {
        each->send_text(hello(token(name)));
        expect(*each, "welcome");
    }
    change({"person", "revoke", "--person", "anna"});
    for (const auto& each : {desk.get(), phone.get()}) {
        EXPECT_EQ(each->wait_for_close(), 4501U);
    }
    EXPECT_EQ(sign_in(token("anna")), 4501U);
    otto->send_text(R"({"requestId":"2","fetchIssues":{}})");
    expect(*otto, "issuesPage");
}

TEST_F(Identity, AKeyIsReplacedWhilePeopleAreConnected) {
    add_key(rsa_, "rsa");
    serve();
    const auto anna = client();
    anna->send_text(hello(signed_token(rsa_, "rsa", "anna")));
    expect(*anna, "welcome");
    add_key(ec_, "ec");
    EXPECT_EQ(sign_in(signed_token(ec_, "ec", "anna")), 0U);
    EXPECT_EQ(sign_in(signed_token(rsa_, "rsa", "anna")), 0U) << "both hold";
    change({"tenant", "retire-key", "--key-id", "rsa"});
    EXPECT_EQ(anna->wait_for_close(), 4010U) << "to come back with a fresh token";
    EXPECT_EQ(sign_in(signed_token(rsa_, "rsa", "anna")), 4501U);
    EXPECT_EQ(sign_in(signed_token(ec_, "ec", "anna")), 0U);
}

}  // namespace
}  // namespace courtside::test
