#include "adapters/webpush/delivery.hpp"

#include <gtest/gtest.h>

namespace courtside::webpush {
namespace {

TEST(PushTarget, IsTakenFromTheEndpoint) {
    const auto target = target_of("https://push.example/send/a:b?c=d#e");
    ASSERT_TRUE(target);
    EXPECT_TRUE(target->secure);
    EXPECT_EQ(target->host, "push.example");
    EXPECT_EQ(target->port, "443");
    EXPECT_EQ(target->path, "/send/a:b?c=d");
    EXPECT_EQ(target->origin, "https://push.example");
}

TEST(PushTarget, NamesAPortWhereItIsNotTheUsualOne) {
    const auto target = target_of("http://127.0.0.1:8123");
    ASSERT_TRUE(target);
    EXPECT_FALSE(target->secure);
    EXPECT_EQ(target->port, "8123");
    EXPECT_EQ(target->path, "/");
    EXPECT_EQ(target->origin, "http://127.0.0.1:8123");
    EXPECT_EQ(target_of("https://push.example:443?x")->origin, "https://push.example");
    EXPECT_EQ(target_of("https://push.example:443?x")->path, "/?x");
}

TEST(PushTarget, IsNoneForWhatCannotBeSentTo) {
    for (const char* endpoint :
         {"", "ftp://push.example/", "https://", "https:///x", "https://:443/", "http://a:/"}) {
        EXPECT_FALSE(target_of(endpoint)) << endpoint;
    }
}

}  // namespace
}  // namespace courtside::webpush
