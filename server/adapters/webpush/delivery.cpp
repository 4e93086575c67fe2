#include "adapters/webpush/delivery.hpp"

#include "adapters/webpush/address.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <charconv>
#include <exception>
#include <vector>

namespace courtside::webpush {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::use_awaitable;
using tcp = asio::ip::tcp;

constexpr std::uint32_t most_header_bytes = 16 * 1024;
constexpr std::string_view secure_scheme = "https://";
constexpr std::string_view plain_scheme = "http://";

std::chrono::seconds retry_after(const http::fields& fields) {
    // A date is as good as none: the life of a message is a minute.
    const auto text = fields[http::field::retry_after];
    unsigned seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::chrono::seconds(error == std::errc{} && end == text.data() + text.size() ? seconds : 0U);
}

Outcome outcome_of(const http::response_header<>& answer) {
    const unsigned status = answer.result_int();
    if (status >= 200 && status < 300) {
        return {Outcome::Kind::delivered, {}};
    }
    if (status == 404 || status == 410) {
        return {Outcome::Kind::gone, {}};
    }
    if (status == 429 || status >= 500) {
        return {Outcome::Kind::later, retry_after(answer)};
    }
    return {Outcome::Kind::refused, {}};
}

http::request<http::string_body> request_of(const Post& post) {
    http::request<http::string_body> request(http::verb::post, post.target.path, 11);
    request.set(http::field::host, post.target.origin.substr(post.target.origin.find("//") + 2));
    request.set(http::field::authorization, post.authorization);
    request.set("TTL", std::to_string(post.time_to_live.count()));
    request.set("Urgency", "high");
    request.set(http::field::content_encoding, "aes128gcm");
    request.set(http::field::content_type, "application/octet-stream");
    request.set(http::field::connection, "close");
    request.body() = post.body;
    request.prepare_payload();
    return request;
}

template <class Stream>
asio::awaitable<Outcome> exchange(Stream& stream, const Post& post) {
    const auto request = request_of(post);
    co_await http::async_write(stream, request, use_awaitable);
    beast::flat_buffer buffer(most_header_bytes);
    http::response_parser<http::empty_body> parser;
    parser.header_limit(most_header_bytes);
    co_await http::async_read_header(stream, buffer, parser, use_awaitable);
    co_return outcome_of(parser.get());
}

/// The addresses of the name that may be connected to.
asio::awaitable<std::vector<tcp::endpoint>> addresses_of(const Post& post) {
    tcp::resolver resolver(co_await asio::this_coro::executor);
    const auto found = co_await resolver.async_resolve(post.target.host, post.target.port, use_awaitable);
    std::vector<tcp::endpoint> usable;
    for (const auto& each : found) {
        const auto address = each.endpoint().address();
        if (is_public(address) || (post.allow_loopback && address.is_loopback())) {
            usable.push_back(each.endpoint());
        }
    }
    co_return usable;
}

asio::awaitable<Outcome> attempt(const Post& post, asio::ssl::context& tls) {
    const std::vector<tcp::endpoint> addresses = co_await addresses_of(post);
    if (addresses.empty()) {
        co_return Outcome{Outcome::Kind::refused, {}};
    }
    const auto executor = co_await asio::this_coro::executor;
    if (!post.target.secure) {
        beast::tcp_stream stream(executor);
        stream.expires_after(post.timeout);
        co_await stream.async_connect(addresses, use_awaitable);
        co_return co_await exchange(stream, post);
    }
    beast::ssl_stream<beast::tcp_stream> stream(executor, tls);
    // One time for all of it. The server's name is told, and has to be the one of its certificate.
    beast::get_lowest_layer(stream).expires_after(post.timeout);
    co_await beast::get_lowest_layer(stream).async_connect(addresses, use_awaitable);
    SSL_set_tlsext_host_name(stream.native_handle(), post.target.host.c_str());
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(post.target.host));
    co_await stream.async_handshake(asio::ssl::stream_base::client, use_awaitable);
    co_return co_await exchange(stream, post);
}

}  // namespace

std::optional<Target> target_of(std::string_view endpoint) {
    Target target;
    target.secure = endpoint.starts_with(secure_scheme);
    if (!target.secure && !endpoint.starts_with(plain_scheme)) {
        return std::nullopt;
    }
    const std::size_t scheme = (target.secure ? secure_scheme : plain_scheme).size();
    const std::size_t end = std::min(endpoint.find_first_of("/?#", scheme), endpoint.size());
    std::string_view authority = endpoint.substr(scheme, end - scheme);
    const std::string_view rest = endpoint.substr(end, endpoint.find('#', end) - end);
    const std::string_view usual = target.secure ? "443" : "80";
    std::string_view port = usual;
    if (const std::size_t colon = authority.find(':'); colon != std::string_view::npos) {
        port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
    }
    if (authority.empty() || port.empty()) {
        return std::nullopt;
    }
    target.host = authority;
    target.port = port;
    target.path = rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
    target.origin = std::string(endpoint.substr(0, scheme)) + target.host;
    if (port != usual) {
        target.origin += ":" + target.port;
    }
    return target;
}

asio::awaitable<Outcome> deliver(const Post& post, asio::ssl::context& tls) {
    try {
        co_return co_await attempt(post, tls);
    } catch (const std::exception&) {
        co_return Outcome{Outcome::Kind::later, {}};
    }
}

}  // namespace courtside::webpush
