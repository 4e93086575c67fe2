#include "main/secret.hpp"

#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace courtside::server {
namespace {

TEST(Secret, IsMadeOf43CharactersThatAreSafeInAnyFile) {
    EXPECT_THAT(make_secret(), ::testing::MatchesRegex("[A-Za-z0-9_-]*"));
    EXPECT_EQ(make_secret().size(), 43U);
}

TEST(Secret, IsNeverMadeTwice) {
    EXPECT_NE(make_secret(), make_secret());
}

TEST(Secret, IsReadWithoutTheLineEnd) {
    const test::TempDir folder;
    const std::string path = (folder.path() / "secret").string();
    std::ofstream(path) << std::string(32, 's') << "\r\n";
    const auto secret = read_secret(path);
    ASSERT_TRUE(secret);
    EXPECT_EQ(*secret, std::string(32, 's'));
}

TEST(Secret, IsRefusedBelow32Bytes) {
    const test::TempDir folder;
    const std::string path = (folder.path() / "secret").string();
    std::ofstream(path) << std::string(31, 's') << '\n';
    const auto secret = read_secret(path);
    ASSERT_FALSE(secret);
    EXPECT_THAT(secret.error().sentence, ::testing::HasSubstr("31 bytes"));
}

}  // namespace
}  // namespace courtside::server
