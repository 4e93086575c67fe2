#include "app/origins.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace courtside::app {
namespace {

core::Tenant tenant(std::uint64_t id, std::vector<std::string> origins) {
    core::Tenant out;
    out.id = {id};
    out.origins = std::move(origins);
    return out;
}

TEST(Origins, AreNoneByDefault) {
    const Origins origins;
    EXPECT_FALSE(origins.allowed_by_any("https://a.example"));
    EXPECT_FALSE(origins.allowed_by({1}, "https://a.example"));
}

TEST(Origins, AreEachTenantsOwn) {
    Origins origins;
    origins.replace(std::vector{tenant(1, {"https://a.example", "https://both.example"}),
                                tenant(2, {"https://b.example", "https://both.example"}), tenant(3, {})});
    EXPECT_TRUE(origins.allowed_by_any("https://a.example"));
    EXPECT_TRUE(origins.allowed_by_any("https://b.example"));
    EXPECT_FALSE(origins.allowed_by_any("https://a.example:8443"));
    EXPECT_TRUE(origins.allowed_by({1}, "https://a.example"));
    EXPECT_FALSE(origins.allowed_by({2}, "https://a.example"));
    EXPECT_TRUE(origins.allowed_by({1}, "https://both.example"));
    EXPECT_TRUE(origins.allowed_by({2}, "https://both.example"));
    EXPECT_FALSE(origins.allowed_by({3}, "https://both.example"));
}

TEST(Origins, AreReplacedAsAWhole) {
    Origins origins;
    origins.replace(std::vector{tenant(1, {"https://old.example"})});
    origins.replace(std::vector{tenant(1, {"https://new.example"})});
    EXPECT_FALSE(origins.allowed_by_any("https://old.example"));
    EXPECT_TRUE(origins.allowed_by({1}, "https://new.example"));
}

}  // namespace
}  // namespace courtside::app
