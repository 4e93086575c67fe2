// What others get: the installed package, from the outside.

#include "support/child_process.hpp"
#include "support/company.hpp"
#include "support/desk.hpp"
#include "support/server_process.hpp"
#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace courtside::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Runs a program, found by PATH.
CommandResult try_to_run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "/usr/bin/env");
    return run_program(arguments);
}

/// Runs a program that must succeed; gives what it printed.
std::string run(const std::vector<std::string>& arguments) {
    const CommandResult result = try_to_run(arguments);
    if (result.end != ProcessEnd{0, 0}) {
        throw std::runtime_error(arguments.front() + " failed: " + describe(result.end) + "\n" +
                                 result.output);
    }
    return result.output;
}

class Package : public ::testing::Test {
protected:
    Package() { run({"cmake", "--install", BUILD_DIR, "--component", "sdk", "--prefix", prefix()}); }

    [[nodiscard]] std::string prefix() const { return (folder_.path() / "prefix").string(); }
    /// Runs a line of shell with the package's pkg-config file in reach.
    [[nodiscard]] std::string shell(const std::string& line) const {
        return run({"sh", "-ec",
                    "PKG_CONFIG_PATH=$(dirname $(find " + prefix() + " -name courtside.pc)); " +
                        "export PKG_CONFIG_PATH; " + line});
    }

    TempDir folder_;
};

/// A server with a learner and a coach.
class Served {
protected:
    explicit Served(const std::filesystem::path& folder)
        : company_(folder, {{"S1", "communication"}},
                   {{"anna", "Anna", "learner"}, {"cem", "Cem", "coach", "S1:4"}}),
          server_(folder) {
        server_.start();
    }

    Company company_;
    ServerProcess server_;
};

class ServedPackage : public Package, protected Served, public ::testing::WithParamInterface<const char*> {
protected:
    ServedPackage() : Served(folder_.path()) {}
};

TEST_P(ServedPackage, BuildsAnOutsideProjectThatConnects) {
    const std::string kind = GetParam();
    const std::string build = (folder_.path() / "build").string();
    run({"cmake", "-S", SOURCE_DIR "/outside", "-B", build, "-DCMAKE_PREFIX_PATH=" + prefix(),
         "-DCOURTSIDE_KIND=" + kind});
    run({"cmake", "--build", build});
    EXPECT_EQ(run({build + "/outside", server_.url(), company_.token("anna")}),
              "first skill: communication\n");
    const std::string needed = run({"readelf", "-d", build + "/outside"});
    if (kind == "shared") {
        EXPECT_THAT(needed, HasSubstr("libcourtside.so.0.1"));
    } else {
        EXPECT_THAT(needed, Not(HasSubstr("libcourtside")));
    }
}

INSTANTIATE_TEST_SUITE_P(Of, ServedPackage, ::testing::Values("static", "shared"),
                         [](const auto& kind) { return std::string(kind.param); });

TEST_F(Package, RefusesAComponentThatIsNotThere) {
    const CommandResult result =
        try_to_run({"cmake", "-S", SOURCE_DIR "/outside", "-B", (folder_.path() / "build").string(),
                    "-DCMAKE_PREFIX_PATH=" + prefix(), "-DCOURTSIDE_KIND=purple"});
    EXPECT_NE(result.end.exit_code, 0);
    EXPECT_THAT(result.output, HasSubstr("has the components 'static' and 'shared'"));
}

TEST_F(Package, IsFoundByPkgConfigFromC) {
    const std::string program = (folder_.path() / "from_c").string();
    static_cast<void>(shell("cc -std=c11 -Wall -Wextra -Werror " SOURCE_DIR "/outside/main.c -o " + program +
                            " $(pkg-config --cflags --libs courtside)"));
    const std::string said = shell("LD_LIBRARY_PATH=$(pkg-config --variable=libdir courtside) " + program);
    EXPECT_THAT(said, HasSubstr("courtside 0.1.0: "));
    EXPECT_THAT(said, HasSubstr("ws://"));
}

TEST_F(Package, ShowsNoSymbolsButItsInterface) {
    const std::string symbols =
        shell("nm -DC --defined-only $(pkg-config --variable=libdir courtside)/libcourtside.so");
    std::istringstream lines(symbols);
    int functions_of_c = 0;
    for (std::string line; std::getline(lines, line);) {
        const std::string name = line.substr(line.find(' ', line.find(' ') + 1) + 1);
        const bool is_c = name.rfind("courtside_", 0) == 0;
        functions_of_c += is_c ? 1 : 0;
        EXPECT_TRUE(is_c || name.rfind("courtside::", 0) == 0) << line;
        EXPECT_THAT(name, Not(HasSubstr("Impl::")));
        EXPECT_THAT(name, Not(HasSubstr("internal::")));
        EXPECT_THAT(name, Not(HasSubstr("::v1::")));
        EXPECT_THAT(name, Not(HasSubstr("c_api::")));
    }
    EXPECT_EQ(std::to_string(functions_of_c) + "\n",
              shell("grep -c ^COURTSIDE_API " + prefix() + "/include/courtside/courtside.h"));
    EXPECT_THAT(symbols, HasSubstr("courtside::Client::connect()"));
}

TEST_F(Package, HasNoHeaderThatNeedsMoreThanTheStandardLibrary) {
    const std::string others = shell("grep -rhoE '#include [<\"][^>\"]+' " + prefix() +
                                     "/include | grep -E 'boost|openssl|google|pb\\.h|\"[^c]' || echo none");
    EXPECT_EQ(others, "none\n");
}

class LearnerInC : public ::testing::Test, protected TempDir, protected Served {
protected:
    LearnerInC() : Served(path()) {}
};

TEST_F(LearnerInC, TalksWithACoach) {
    Desk coach("cem", server_.url(), company_.token("cem"));
    coach.welcome();
    value_of(coach->set_ready_until(coach->server_now() + std::chrono::hours(1)));
    const std::filesystem::path said = path() / "said";
    std::ofstream(said) << "I am stuck.\nThank you!\n/end\n";
    const std::filesystem::path printed = path() / "printed";
    ChildProcess learner({"/bin/sh", "-ec", "exec " LEARNER_C " \"$@\" < " + said.string(), "learner",
                          server_.url(), company_.token("anna"), "S1", "Asking for a raise"},
                         printed);
    const Offer offer = coach.next_offer();
    EXPECT_EQ(offer.title, "Asking for a raise");
    const SessionId session = value_of(coach->accept(offer.offer_id)).session_id;
    value_of(coach->join(session));
    EXPECT_EQ(coach.message(session, 1).text, "I am stuck.");
    EXPECT_EQ(coach.message(session, 2).text, "Thank you!");
    EXPECT_EQ(coach.session(session, SessionState::ended).outcome, Outcome::resolved);
    EXPECT_EQ(learner.wait(std::chrono::seconds(30)), (ProcessEnd{0, 0}));
    std::ostringstream text;
    text << std::ifstream(printed).rdbuf();
    EXPECT_THAT(text.str(), HasSubstr("Hello Anna."));
    EXPECT_THAT(text.str(), HasSubstr("Cem is here for you."));
    EXPECT_THAT(text.str(), HasSubstr("> Thank you!"));
    EXPECT_THAT(text.str(), HasSubstr("The session is over."));
}

}  // namespace
}  // namespace courtside::test
