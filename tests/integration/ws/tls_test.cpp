// The same connections under TLS, with Beast's client over Asio's TLS as the other side.
#include "integration/ws/live_server.hpp"
#include "integration/ws/raw_client.hpp"
#include "support/certificate.hpp"
#include "support/temp_dir.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <optional>
#include <string>

namespace courtside::ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

using test::Certificate;
using ::testing::HasSubstr;
using testing::LiveServer;
using testing::noise;

TlsContext context_of(const Certificate& files) {
    auto loaded = TlsContext::load({files.certificate, files.key});
    return std::get<TlsContext>(std::move(loaded));
}

/// TCP and the handshake, with an end in time.
class TlsClient {
public:
    using TlsStream = asio::ssl::stream<asio::ip::tcp::socket>;

    explicit TlsClient(std::uint16_t port, const Certificate& trusted,
                       const std::function<void(SSL*)>& configure = {})
        : context_(asio::ssl::context::tls_client), stream_(io_, trusting(trusted)) {
        tls().next_layer().connect({asio::ip::address_v4::loopback(), port});
        tls().next_layer().set_option(asio::ip::tcp::no_delay(true));
        if (configure) {
            configure(tls().native_handle());
        }
        tls().handshake(asio::ssl::stream_base::client);
    }

    void upgrade() {
        stream_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
            request.set(beast::http::field::sec_websocket_protocol, "courtside.v1.proto");
        }));
        stream_.handshake("127.0.0.1", "/v1/connect");
        stream_.binary(true);
    }

    void write(const std::string& message) { stream_.write(asio::buffer(message)); }

    std::string read() {
        beast::flat_buffer buffer;
        stream_.read(buffer);
        return beast::buffers_to_string(buffer.data());
    }

    /// Until the server closes.
    websocket::close_reason read_close() {
        beast::flat_buffer buffer;
        beast::error_code error;
        while (!error) {
            buffer.clear();
            stream_.read(buffer, error);
        }
        EXPECT_EQ(error, websocket::error::closed);
        return stream_.reason();
    }

    TlsStream& tls() { return stream_.next_layer(); }

private:
    asio::ssl::context& trusting(const Certificate& certificate) {
        context_.load_verify_file(certificate.certificate.string());
        context_.set_verify_mode(asio::ssl::verify_peer);
        return context_;
    }

    asio::io_context io_;
    asio::ssl::context context_;
    websocket::stream<TlsStream> stream_;
};

class Tls : public ::testing::Test {
protected:
    // The program does so, too: a write to a socket that was reset is an error, not the end.
    Tls() { std::signal(SIGPIPE, SIG_IGN); }

    void start(WebSocketOptions options = {}) {
        server_.emplace(std::move(options));
        use(first_);
    }
    void use(const Certificate& certificate) {
        server_->on_loop([&](WebSocketServer& server) {
            server.use_tls(context_of(certificate));
            return true;
        });
    }

    test::TempDir folder_;
    const Certificate first_ = Certificate::make(folder_.path(), "first");
    std::optional<LiveServer> server_;
};

TEST_F(Tls, CarriesMessagesOfAllSizes) {
    start();
    TlsClient client(server_->port(), first_);
    client.upgrade();
    for (const std::size_t size : {0, 1, 125, 126, 16'383, 16'384, 16'385, 40'000, 65'536}) {
        client.write(noise(size));
        EXPECT_EQ(client.read(), noise(size)) << size;
    }
}

TEST_F(Tls, WritesOnWhereAFullSocketMadeItStop) {
    WebSocketOptions options;
    options.max_waiting = std::size_t{64} * 1024 * 1024;
    start(options);
    TlsClient client(server_->port(), first_);
    client.upgrade();
    constexpr int count = 200;
    // Nothing is read meanwhile, so the server's side gets full and goes on later.
    for (int at = 0; at < count; ++at) {
        client.write(noise(30'000));
    }
    for (int at = 0; at < count; ++at) {
        ASSERT_EQ(client.read(), noise(30'000)) << at;
    }
}

TEST_F(Tls, ClosesWithItsCodeAndSaysTheEndOfTheStream) {
    start();
    TlsClient client(server_->port(), first_);
    client.upgrade();
    client.write("hello");
    EXPECT_EQ(client.read(), "hello");
    server_->begin_stop(4001, "250");
    EXPECT_EQ(client.read_close().code, 4001);
    server_->wait_for_end();
}

TEST_F(Tls, ARenewedCertificateIsForNewConnections) {
    start();
    TlsClient before(server_->port(), first_);
    before.upgrade();
    const Certificate second = Certificate::make(folder_.path(), "second");
    use(second);
    TlsClient after(server_->port(), second);
    after.upgrade();
    EXPECT_THROW(TlsClient(server_->port(), first_), boost::system::system_error);
    before.write("still here");
    EXPECT_EQ(before.read(), "still here");
}

TEST_F(Tls, TellsAPlainClientWhatToDo) {
    start();
    testing::RawClient client(server_->port());
    client.write("GET /livez HTTP/1.1\r\nHost: here\r\n\r\n");
    const std::string answer = client.read_all();
    EXPECT_THAT(answer, HasSubstr("HTTP/1.1 400 "));
    EXPECT_THAT(answer, HasSubstr("This port speaks TLS: use https:// or wss://."));
    EXPECT_EQ(server_->stats().failed_handshakes, 1U);
}

TEST_F(Tls, RefusesOldVersionsAndHttp2) {
    start();
    EXPECT_THROW(TlsClient(server_->port(), first_,
                           [](SSL* tls) {
                               SSL_set_security_level(tls, 0);
                               SSL_set_min_proto_version(tls, TLS1_VERSION);
                               SSL_set_max_proto_version(tls, TLS1_1_VERSION);
                           }),
                 boost::system::system_error);
    static constexpr unsigned char h2_only[] = {2, 'h', '2'};
    EXPECT_THROW(TlsClient(server_->port(), first_,
                           [](SSL* tls) { SSL_set_alpn_protos(tls, h2_only, sizeof h2_only); }),
                 boost::system::system_error);
    static constexpr unsigned char both[] = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    TlsClient client(server_->port(), first_, [](SSL* tls) { SSL_set_alpn_protos(tls, both, sizeof both); });
    client.upgrade();
    TlsClient older(server_->port(), first_,
                    [](SSL* tls) { SSL_set_max_proto_version(tls, TLS1_2_VERSION); });
    older.upgrade();
}

TEST_F(Tls, DoesNotWaitForeverForAHandshake) {
    WebSocketOptions options;
    options.upgrade_timeout = std::chrono::milliseconds(50);
    options.sweep_interval = std::chrono::milliseconds(10);
    start(options);
    testing::RawClient client(server_->port());
    client.write("\x16\x03\x01");  // the start of a handshake, and no more
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(Tls, SurvivesRubbishInsteadOfAHandshake) {
    start();
    for (std::size_t size = 1; size < 3000; size += 97) {
        testing::RawClient client(server_->port());
        client.write(noise(size));
        client.hang_up();
    }
    TlsClient client(server_->port(), first_);
    client.upgrade();
    client.write("hello");
    EXPECT_EQ(client.read(), "hello");
}

TEST_F(Tls, SendsALargeFileAsItIsRead) {
    start();
    TlsClient client(server_->port(), first_);
    asio::write(client.tls(), asio::buffer(std::string("GET /large HTTP/1.1\r\nHost: here\r\n\r\n")));
    std::string answer;
    boost::system::error_code end;
    asio::read(client.tls(), asio::dynamic_buffer(answer), end);
    EXPECT_EQ(end, asio::error::eof) << "the end of the stream is told";
    EXPECT_TRUE(answer.ends_with("\r\n\r\n" + LiveServer::large_file()));
}

TEST_F(Tls, SaysWhichFileCannotBeUsed) {
    const auto problem = [](const std::filesystem::path& certificate, const std::filesystem::path& key) {
        const auto loaded = TlsContext::load({certificate, key});
        const auto* text = std::get_if<std::string>(&loaded);
        return text == nullptr ? std::string() : *text;
    };
    const Certificate second = Certificate::make(folder_.path(), "second");
    EXPECT_EQ(problem(first_.certificate, first_.key), "");
    EXPECT_THAT(problem(folder_.path() / "absent.pem", first_.key), HasSubstr("absent.pem cannot be used"));
    EXPECT_THAT(problem(first_.certificate, folder_.path() / "absent.key"),
                HasSubstr("absent.key cannot be used"));
    EXPECT_THAT(problem(first_.certificate, second.key), HasSubstr("second.key cannot be used"));
    EXPECT_THAT(problem(first_.key, first_.key), HasSubstr("must hold the certificate and its chain"));
    EXPECT_THAT(std::get<TlsContext>(TlsContext::load({first_.certificate, first_.key})).valid_until(),
                HasSubstr(" GMT"));
}

}  // namespace
}  // namespace courtside::ws
