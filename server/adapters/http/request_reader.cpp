#include "adapters/http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <cstdint>
#include <limits>

namespace courtside::http {

namespace beast_http = boost::beast::http;

struct RequestReader::Parser {
    beast_http::request_parser<beast_http::empty_body> parser;
    std::string unparsed;  // the parser wants what it did not take again, with more behind it
};

namespace {

Response refusal(const boost::beast::error_code& error) {
    if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow) {
        return text_response(431, "The request's header is too large.\n");
    }
    if (error == beast_http::error::body_limit) {
        return text_response(413, "Nothing here takes a request with a body.\n");
    }
    return text_response(400, "This is not a request that HTTP/1.1 allows.\n");
}

std::string text(boost::beast::string_view view) {
    return {view.data(), view.size()};
}

}  // namespace

RequestReader::RequestReader(std::size_t header_limit) : parser_(std::make_unique<Parser>()) {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    parser_->parser.header_limit(static_cast<std::uint32_t>(header_limit < most ? header_limit : most));
    parser_->parser.body_limit(std::uint64_t{0});
}

RequestReader::~RequestReader() = default;

ReadProgress RequestReader::feed(std::string_view bytes) {
    auto& parser = parser_->parser;
    std::string& unparsed = parser_->unparsed;
    unparsed.append(bytes);

    while (!parser.is_header_done()) {
        boost::beast::error_code error;
        const std::size_t taken = parser.put(boost::asio::buffer(unparsed), error);
        unparsed.erase(0, taken);
        if (error == beast_http::error::need_more) {
            return NeedMoreOfRequest{};
        }
        if (error) {
            return BadRequest{refusal(error)};
        }
    }
    if (parser.chunked() || parser.content_length_remaining().value_or(0) > 0) {
        return BadRequest{refusal(beast_http::error::body_limit)};
    }

    const auto& message = parser.get();
    WholeRequest whole;
    whole.request.method = text(message.method_string());
    whole.request.target = text(message.target());
    whole.request.version = static_cast<int>(message.version());
    for (const auto& field : message) {
        whole.request.fields.emplace_back(text(field.name_string()), text(field.value()));
    }
    whole.rest = std::move(unparsed);
    return whole;
}

}  // namespace courtside::http
