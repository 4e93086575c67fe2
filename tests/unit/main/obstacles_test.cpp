#include "main/obstacles.hpp"

#include "main/command_line.hpp"
#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace courtside::server {
namespace {

using ::testing::HasSubstr;

class Obstacles : public ::testing::Test {
protected:
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

    /// All of them with this data folder; empty if there is none.
    static std::string with_data(const std::string& data) {
        Examined examined;
        examined.settings.data = data;
        return lines(find_obstacles(examined));
    }
    static std::string lines(const std::vector<std::string>& sentences) {
        std::string all;
        for (const std::string& sentence : sentences) {
            all += sentence + "\n";
        }
        return all;
    }

    test::TempDir folder_;
};

TEST_F(Obstacles, AreNoneWhereTheFolderIsThereOrCanBeMade) {
    EXPECT_EQ(with_data(folder_.path().string()), "");
    EXPECT_EQ(with_data(path("new")), "");
    EXPECT_EQ(with_data(path("new/and/deeper")), "");
    EXPECT_EQ(with_data("a-relative-name-in-the-folder-of-the-test"), "");
}

TEST_F(Obstacles, AreAFileInPlaceOfTheFolder) {
    std::ofstream(path("file")) << "x";
    EXPECT_THAT(with_data(path("file")), HasSubstr("is no folder"));
    EXPECT_THAT(with_data(path("file/below")), HasSubstr("cannot make it"));
}

TEST_F(Obstacles, AreAFolderThatTheUserMayNotWriteTo) {
    using std::filesystem::perms;
    std::filesystem::permissions(folder_.path(), perms::owner_read | perms::owner_exec | perms::group_read |
                                                     perms::group_exec | perms::others_read |
                                                     perms::others_exec);
    std::string there;
    std::string below;
    std::thread([&] {
        // Nothing is forbidden to root, so this thread alone becomes nobody; others need not.
        static_cast<void>(::syscall(SYS_setresuid, 65534, 65534, 65534));
        there = with_data(folder_.path().string());
        below = with_data(path("new"));
    }).join();
    std::filesystem::permissions(folder_.path(), perms::owner_all);
    EXPECT_THAT(there, HasSubstr("may not read and write"));
    EXPECT_THAT(below, HasSubstr("cannot make it in " + folder_.path().string()));
}

TEST_F(Obstacles, AreAStoreThatCannotBeRead) {
    std::ofstream(path("courtside.db")) << std::string(10'000, 'x');
    EXPECT_THAT(with_data(folder_.path().string()), HasSubstr("cannot be read"));
}

TEST_F(Obstacles, AreACertificateThatCannotBeUsed) {
    Examined examined;
    examined.settings.data = folder_.path().string();
    examined.settings.tls_certificate = path("chain.pem");
    examined.settings.tls_key = path("key.pem");
    EXPECT_THAT(lines(find_obstacles(examined)), HasSubstr("The certificate file " + path("chain.pem")));
    std::ofstream(path("chain.pem")) << "no certificate";
    EXPECT_THAT(lines(find_obstacles(examined)), HasSubstr("cannot be used"));
}

TEST_F(Obstacles, AreNotLookedForWhereTheValueWasRefused) {
    std::ofstream(path("file")) << "x";
    Examined examined;
    examined.settings.data = path("file");
    examined.refused.insert("data");
    EXPECT_EQ(lines(find_obstacles(examined)), "");
}

TEST(Output, ThatCannotBeWrittenIsAFailure) {
    const char* const arguments[] = {"courtside", "version"};
    const char* const environment[] = {nullptr};
    std::ostream closed(nullptr);
    std::ostringstream err;
    EXPECT_EQ(run_command_line(2, arguments, environment, closed, err), ExitCode::failed);
    EXPECT_THAT(err.str(), HasSubstr("could not be written"));
}

}  // namespace
}  // namespace courtside::server
