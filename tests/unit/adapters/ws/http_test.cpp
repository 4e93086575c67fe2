#include "adapters/http/message.hpp"
#include "adapters/http/request_reader.hpp"
#include "adapters/http/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace courtside::http {
namespace {

using ::testing::ElementsAre;

constexpr std::size_t header_limit = std::size_t{8} * 1024;

WholeRequest read(std::string_view bytes) {
    RequestReader reader(header_limit);
    return std::get<WholeRequest>(reader.feed(bytes));
}

/// The status of the refusal; 0 if it was not refused.
unsigned refusal(std::string_view bytes) {
    RequestReader reader(header_limit);
    const ReadProgress progress = reader.feed(bytes);
    const auto* bad = std::get_if<BadRequest>(&progress);
    return bad != nullptr ? bad->response.status : 0;
}

Request get(std::string target) {
    Request request;
    request.method = "GET";
    request.target = std::move(target);
    return request;
}

TEST(RequestReader, ReadsARequestHoweverItIsCut) {
    const std::string head = "GET /v1/connect?a=b HTTP/1.1\r\nHost: here\r\nX-Empty:\r\nAccept:  a \r\n\r\n";
    const std::string bytes = head + "\x81\x80rest of it";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        RequestReader reader(header_limit);
        ReadProgress progress = reader.feed(std::string_view(bytes).substr(0, cut));
        std::string later = bytes.substr(cut);
        if (cut < head.size()) {
            ASSERT_TRUE(std::holds_alternative<NeedMoreOfRequest>(progress)) << cut;
            progress = reader.feed(later);
            later.clear();
        }
        const auto* whole = std::get_if<WholeRequest>(&progress);
        ASSERT_NE(whole, nullptr) << cut;
        EXPECT_EQ(whole->request.method, "GET");
        EXPECT_EQ(whole->request.target, "/v1/connect?a=b");
        EXPECT_EQ(whole->request.path(), "/v1/connect");
        EXPECT_EQ(whole->request.version, 11);
        EXPECT_EQ(whole->request.only("HOST"), "here");
        EXPECT_EQ(whole->request.only("accept"), "a");
        EXPECT_EQ(whole->rest + later, "\x81\x80rest of it") << "nothing behind the head is lost";
    }
}

TEST(RequestReader, RefusesWhatIsNoHttp) {
    EXPECT_EQ(refusal("hello\r\n\r\n"), 400U);
    EXPECT_EQ(refusal("GET / HTTP/3.0\r\n\r\n"), 400U);
    EXPECT_EQ(refusal(std::string("\x16\x03\x01\x02\x00", 5) + "TLS, by mistake\r\n\r\n"), 400U);
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n"), 400U);
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nno colon\r\n\r\n"), 400U);
}

TEST(RequestReader, RefusesALargeHeader) {
    const std::string large = "GET / HTTP/1.1\r\nX: " + std::string(header_limit, 'x');
    EXPECT_EQ(refusal(large + "\r\n\r\n"), 431U);
    EXPECT_EQ(refusal(large), 431U) << "without waiting for its end";
    EXPECT_EQ(refusal("GET /" + std::string(header_limit, 'x')), 431U);
}

TEST(RequestReader, KeepsNoMoreThanItsLimit) {
    RequestReader reader(header_limit);
    ASSERT_TRUE(std::holds_alternative<NeedMoreOfRequest>(reader.feed("GET / HTTP/1.1\r\n")));
    for (int line = 0;; ++line) {
        ASSERT_LT(line, 1000) << "it never said no";
        if (std::holds_alternative<BadRequest>(reader.feed("Field: value\r\n"))) {
            break;
        }
    }
}

TEST(RequestReader, RefusesBodies) {
    EXPECT_EQ(refusal("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"), 413U);
    EXPECT_EQ(refusal("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 413U);
    EXPECT_EQ(refusal("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"), 0U);
}

TEST(Request, JoinsListsOverFields) {
    const auto whole = read("GET / HTTP/1.1\r\nA: one, two\r\nB: x\r\na: ,three ,\r\n\r\n");
    EXPECT_THAT(whole.request.list("a"), ElementsAre("one", "two", "three"));
    EXPECT_EQ(whole.request.only("a"), std::nullopt) << "it comes twice";
    EXPECT_EQ(whole.request.count("A"), 2U);
    EXPECT_EQ(whole.request.count("C"), 0U);
}

TEST(Routes, SaysThatItLives) {
    const Routes routes;
    const Response response = routes.handle(get("/livez?verbose"));
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body, "ok\n");
}

TEST(Routes, KnowsNothingElse) {
    const Routes routes;
    for (const char* target : {"/", "/livez/", "/readyz", "*", "", "http://here/livez"}) {
        EXPECT_EQ(routes.handle(get(target)).status, 404U) << target;
    }
}

TEST(Routes, AnswersOnlyGetAndHead) {
    const Routes routes;
    Request request = get("/livez");
    request.method = "HEAD";
    EXPECT_EQ(routes.handle(request).status, 200U);
    request.method = "DELETE";
    const Response refused = routes.handle(request);
    EXPECT_EQ(refused.status, 405U);
    EXPECT_THAT(refused.fields, ElementsAre(std::pair<std::string, std::string>("Allow", "GET, HEAD")));
}

TEST(Routes, TakesMorePaths) {
    Routes routes;
    routes.get("/readyz", [](const Request& request) { return text_response(503, request.target); });
    EXPECT_EQ(routes.handle(get("/readyz?x")).body, "/readyz?x");
}

TEST(Response, IsWrittenWithItsLength) {
    Response response = text_response(404, "Nothing.\n");
    response.fields.emplace_back("X-Why", "because");
    const std::string head =
        "HTTP/1.1 404 Not Found\r\n"
        "X-Why: because\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Length: 9\r\n"
        "Connection: close\r\n\r\n";
    EXPECT_EQ(to_wire(response, false), head + "Nothing.\n");
    EXPECT_EQ(to_wire(response, true), head);
}

}  // namespace
}  // namespace courtside::http
