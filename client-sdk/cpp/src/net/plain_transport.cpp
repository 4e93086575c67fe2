#include "net/loop.hpp"
#include "net/websocket_transport.hpp"

namespace courtside::internal {

std::shared_ptr<Transport> make_plain_transport(Runtime::Loop& loop, Transport::Settings settings,
                                                Transport::Events events) {
    return std::make_shared<WebsocketTransport<beast::tcp_stream>>(loop.io, std::move(settings),
                                                                   std::move(events));
}

std::shared_ptr<Transport> make_transport(Runtime::Loop& loop, Transport::Settings settings,
                                          Transport::Events events) {
    return settings.endpoint.tls ? make_tls_transport(loop, std::move(settings), std::move(events))
                                 : make_plain_transport(loop, std::move(settings), std::move(events));
}

}  // namespace courtside::internal
