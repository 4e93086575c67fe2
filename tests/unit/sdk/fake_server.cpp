#include "fake_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace courtside::testing {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::asio::ip::tcp;

v1::ClientFrame Peer::receive_hello() {
    auto frame = receive();
    if (!frame.has_hello()) {
        throw std::logic_error("the first frame is no hello");
    }
    return frame;
}

void Peer::reply(const v1::ClientFrame& to, v1::ServerFrame frame) {
    frame.set_request_id(to.request_id());
    send(frame);
}

void Peer::refuse(const v1::ClientFrame& to, v1::ErrorCode code) {
    v1::ServerFrame frame;
    frame.mutable_error()->set_code(code);
    reply(to, frame);
}

void Peer::done(const v1::ClientFrame& to) {
    v1::ServerFrame frame;
    frame.mutable_done();
    reply(to, frame);
}

v1::ClientFrame Peer::welcome(std::uint64_t session, std::uint64_t last_number) {
    auto hello = receive_hello();
    v1::ServerFrame frame;
    frame.mutable_welcome()->mutable_me()->set_person_id(7);
    if (session != 0) {
        auto& live = *frame.mutable_welcome()->add_sessions();
        live.set_session_id(session);
        live.set_state(v1::SESSION_STATE_ACTIVE);
        live.set_last_number(last_number);
    }
    reply(hello, frame);
    return hello;
}

namespace {

class BeastPeer : public Peer {
public:
    explicit BeastPeer(tcp::socket socket) : stream_(std::move(socket)) {
        beast::flat_buffer buffer;
        beast::http::read(stream_.next_layer(), buffer, upgrade_);
        stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
            response.set(beast::http::field::sec_websocket_protocol, "courtside.v1.proto");
        }));
        stream_.accept(upgrade_);
        stream_.binary(true);
    }

    v1::ClientFrame receive() override {
        beast::flat_buffer buffer;
        stream_.read(buffer);
        v1::ClientFrame frame;
        if (!frame.ParseFromArray(buffer.cdata().data(), static_cast<int>(buffer.size()))) {
            throw std::logic_error("the client sent what is no frame");
        }
        return frame;
    }

    void send(const v1::ServerFrame& frame) override {
        stream_.write(boost::asio::buffer(frame.SerializeAsString()));
    }

    void close(std::uint16_t code, const std::string& reason) override {
        stream_.close(websocket::close_reason(static_cast<websocket::close_code>(code), reason));
    }

    void drop() override { stream_.next_layer().close(); }

    std::uint16_t wait_closed() override {
        beast::flat_buffer buffer;
        boost::system::error_code error;
        while (!error) {
            stream_.read(buffer, error);
        }
        return stream_.reason().code;
    }

    [[nodiscard]] std::string path() const override { return std::string(upgrade_.target()); }
    [[nodiscard]] std::string user_agent() const override {
        return std::string(upgrade_[beast::http::field::user_agent]);
    }

private:
    websocket::stream<tcp::socket> stream_;
    beast::http::request<beast::http::string_body> upgrade_;
};

}  // namespace

struct FakeServer::State {
    explicit State(std::function<void(Peer&, int)> script_) : script(std::move(script_)) {}

    void accept_all() {
        boost::system::error_code error;
        while (true) {
            tcp::socket socket(io);
            acceptor.accept(socket, error);
            const std::lock_guard lock(mutex);
            if (error || stopping) {
                return;
            }
            const int number = connections++;
            handles.push_back(socket.native_handle());
            threads.emplace_back(
                [this, number, socket = std::move(socket)]() mutable { run(std::move(socket), number); });
        }
    }

    void run(tcp::socket socket, int number) {
        const auto handle = socket.native_handle();
        try {
            BeastPeer peer(std::move(socket));
            script(peer, number);
            forget(handle);
        } catch (const boost::system::system_error&) {
            // The client went away, or the test is over; what the client makes of it is what is tested.
            forget(handle);
        }
    }

    void forget(int handle) {
        const std::lock_guard lock(mutex);
        std::erase(handles, handle);
    }

    std::function<void(Peer&, int)> script;
    boost::asio::io_context io;
    tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
    std::mutex mutex;
    bool stopping = false;
    std::atomic<int> connections{0};
    std::vector<int> handles;
    std::vector<std::thread> threads;
    std::thread accepting;
};

FakeServer::FakeServer(std::function<void(Peer&, int)> script)
    : state_(std::make_unique<State>(std::move(script))) {
    state_->accepting = std::thread([state = state_.get()] { state->accept_all(); });
}

FakeServer::~FakeServer() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
        for (const auto handle : state_->handles) {
            ::shutdown(handle, SHUT_RDWR);
        }
    }
    ::shutdown(state_->acceptor.native_handle(), SHUT_RDWR);
    state_->accepting.join();
    for (auto& thread : state_->threads) {
        thread.join();
    }
}

std::string FakeServer::url() const {
    return "ws://127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port());
}

int FakeServer::connections() const {
    return state_->connections;
}

}  // namespace courtside::testing
