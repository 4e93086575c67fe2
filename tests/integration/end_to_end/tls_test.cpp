// The server with a certificate of its own, and its clients.

#include "integration/end_to_end/end_to_end.hpp"
#include "support/certificate.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace courtside::test {
namespace {

class SecureServer : public EndToEnd {
protected:
    void serve_with(const Certificate& files) {
        serve({"--tls-certificate", files.certificate.string(), "--tls-key", files.key.string()});
    }
    [[nodiscard]] std::string secure_url() const {
        return "wss://127.0.0.1:" + std::to_string(server_->port());
    }
    /// What clients made from now on take for an authority.
    static void trust(const Certificate& authority) {
        ::setenv("SSL_CERT_FILE", authority.certificate.c_str(), 1);
    }
    /// Puts a certificate where another one was, as a renewal does.
    static void replace(const Certificate& files, const Certificate& fresh) {
        constexpr auto over = std::filesystem::copy_options::overwrite_existing;
        std::filesystem::copy_file(fresh.certificate, files.certificate, over);
        std::filesystem::copy_file(fresh.key, files.key, over);
    }
};

TEST_F(SecureServer, PeopleTalkUnderTls) {
    const Certificate files = Certificate::make(folder_.path(), "server");
    trust(files);
    serve_with(files);
    Desk anna("anna", secure_url(), token("anna"));
    Desk cem("cem", secure_url(), token("cem"));
    anna.welcome();
    cem.welcome();
    be_ready(cem);
    const SessionId session = begin_session(anna, cem);
    value_of(anna->send(text(session, std::string(16384, 'x'))));
    EXPECT_EQ(cem.message(session, 1).text.size(), 16384U);
    EXPECT_EQ(server_->terminate(), (ProcessEnd{0, 0}));
}

TEST_F(SecureServer, AClientThatDoesNotTrustTheServerDoesNotConnect) {
    const Certificate files = Certificate::make(folder_.path(), "server");
    trust(Certificate::make(folder_.path(), "another"));
    serve_with(files);
    Desk anna("anna", secure_url(), token("anna"));
    const StateChange state = anna.state(ConnectionState::reconnecting);
    EXPECT_THAT(state.text, ::testing::HasSubstr("certificate"));
}

TEST_F(SecureServer, ARenewedCertificateIsTakenWithoutARestart) {
    const Certificate first = Certificate::make(folder_.path(), "first");
    const Certificate second = Certificate::make(folder_.path(), "second");
    const Certificate live{folder_.path() / "live.pem", folder_.path() / "live.key"};
    replace(live, first);
    trust(first);
    serve_with(live);
    Desk before("otto", secure_url(), token("otto"));
    before.welcome();

    std::ofstream(live.certificate) << "not a certificate";
    server_->hang_up();
    server_->wait_for_log("The certificate stays the one from before");
    Desk meanwhile("cem", secure_url(), token("cem"));
    meanwhile.welcome();

    replace(live, second);
    trust(second);
    Desk after("anna", secure_url(), token("anna"));
    after.state(ConnectionState::reconnecting);
    server_->hang_up();
    after.welcome();
    value_of(before->open_issue({"Still connected", ""}));
}

}  // namespace
}  // namespace courtside::test
