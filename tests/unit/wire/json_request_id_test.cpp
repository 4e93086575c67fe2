#include "wire/json_request_id.hpp"

#include <gtest/gtest.h>

namespace courtside::wire {
namespace {

TEST(JsonRequestId, IsReadBareQuotedAndUnderBothNames) {
    EXPECT_EQ(json_request_id(R"({"requestId":"12", oops)"), 12U);
    EXPECT_EQ(json_request_id(R"( { "request_id" : 13 )"), 13U);
    EXPECT_EQ(json_request_id(R"({"ask":{},"requestId":18446744073709551615})"), 18446744073709551615U);
}

TEST(JsonRequestId, IsTheFramesOwnAndNotACommands) {
    EXPECT_EQ(json_request_id(R"({"cancelRequest":{"requestId":"5"},"requestId":"6"x)"), 6U);
    EXPECT_EQ(json_request_id(R"({"cancelRequest":{"requestId":"5"})"), 0U);
    EXPECT_EQ(json_request_id(R"({"text":"\"requestId\":9","requestId":10)"), 10U);
}

TEST(JsonRequestId, IsZeroWhereThereIsNone) {
    for (const auto* json :
         {"", "{", "\"requestId\":5", R"({"requestId")", R"({"requestId":)", R"({"requestId":"x"})",
          R"({"requestId":-1})", R"({"requestId":99999999999999999999})", R"({"requestId":"\)", R"({"\)",
          "}}}}{"}) {
        EXPECT_EQ(json_request_id(json), 0U) << json;
    }
}

}  // namespace
}  // namespace courtside::wire
