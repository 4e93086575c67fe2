#include "integration/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::HasSubstr;

TEST(Verify, FindsNothingWrongWithAGoodStoreAndCountsIt) {
    const Workplace workplace;
    workplace.add_company();
    const Finished verified = workplace.run({"verify"});
    EXPECT_EQ(verified.code, 0) << verified.err;
    EXPECT_THAT(verified.out, HasSubstr("companies 1, people 0"));
    EXPECT_THAT(workplace.run({"verify", "--json"}).out, HasSubstr(R"({"problems":[],"tenants":1,)"));
}

TEST(Verify, SaysThatADamagedStoreIsDamaged) {
    const Workplace workplace;
    workplace.add_company();
    const std::filesystem::path file = std::filesystem::path(workplace.data()) / "courtside.db";
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
    {
        // All pages but the first three: the header and the list of tables stay readable.
        std::fstream store(file, std::ios::in | std::ios::out | std::ios::binary);
        constexpr std::streamoff page = 4096;
        ASSERT_GT(size, 4 * page);
        store.seekp(3 * page);
        store << std::string(static_cast<std::size_t>(size - 3 * page), '\xEE');
    }
    const Finished verified = workplace.run({"verify"});
    EXPECT_EQ(verified.code, 1);
    EXPECT_THAT(verified.err, HasSubstr("store"));
}

TEST(Verify, SaysThatThereIsNoStore) {
    const Workplace workplace;
    const Finished verified = workplace.run({"verify"});
    EXPECT_EQ(verified.code, 1);
    EXPECT_THAT(verified.err, HasSubstr("cannot be verified"));
}

}  // namespace
}  // namespace courtside::cli_test
