#include "net/loop.hpp"
#include "net/websocket_transport.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>

namespace courtside::internal {
namespace {

namespace ssl = boost::asio::ssl;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

/// A base, so that the context lives longer than the stream that uses it.
struct TlsContext {
    TlsContext() {
        error_code error;
        context.set_default_verify_paths(error);
        // Without CAs no certificate is accepted, which tells the user enough.
        context.set_verify_mode(ssl::verify_peer);
    }
    ssl::context context{ssl::context::tls_client};
};

class TlsTransport : private TlsContext, public WebsocketTransport<TlsStream> {
public:
    TlsTransport(boost::asio::io_context& io, Settings settings, Events events)
        : WebsocketTransport(io, std::move(settings), std::move(events), context) {}

private:
    void secure() override {
        auto& tls = socket_.next_layer();
        const auto& host = settings_.endpoint.host;
        tls.set_verify_callback(ssl::host_name_verification(host));
        error_code not_an_address;
        boost::asio::ip::make_address(host, not_an_address);
        // RFC 6066, section 3: the name of the server, never its address.
        if (not_an_address && SSL_set_tlsext_host_name(tls.native_handle(), host.c_str()) != 1) {
            fail(make_error_code(boost::system::errc::invalid_argument), "naming the server to it");
            return;
        }
        tls.async_handshake(ssl::stream_base::client,
                            [this, self = shared_from_this()](const error_code& error) {
                                if (error) {
                                    fail(error, "the TLS handshake");
                                } else {
                                    upgrade();
                                }
                            });
    }
};

}  // namespace

std::shared_ptr<Transport> make_tls_transport(Runtime::Loop& loop, Transport::Settings settings,
                                              Transport::Events events) {
    return std::make_shared<TlsTransport>(loop.io, std::move(settings), std::move(events));
}

}  // namespace courtside::internal
