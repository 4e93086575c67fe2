#include "integration/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(TenantAdd, PrintsIdKeyIdAndTheSecretOnce) {
    const Workplace workplace;
    const Finished added = workplace.run({"tenant", "add", "--name", "Acme", "--issuer", issuer});
    EXPECT_EQ(added.code, 0) << added.err;
    EXPECT_THAT(added.out, AllOf(HasSubstr("tenant     1\n"), HasSubstr("key id     key-1\n")));
    const std::size_t at = added.out.find("secret  ");
    ASSERT_NE(at, std::string::npos) << added.out;
    const std::string secret = added.out.substr(at + 8, 43);
    EXPECT_THAT(secret, Not(HasSubstr("\n")));
    EXPECT_THAT(workplace.run({"tenant", "list"}).out, AllOf(HasSubstr("Acme"), Not(HasSubstr(secret))));
    EXPECT_THAT(workplace.run({"tenant", "list", "--json"}).out, Not(HasSubstr(secret)));
}

TEST(TenantAdd, WritesTheSecretForItsOwnerAloneInsteadOfPrintingIt) {
    const Workplace workplace;
    const Finished added = workplace.run(
        {"tenant", "add", "--name", "Acme", "--issuer", issuer, "--secret-output", workplace.path("secret")});
    EXPECT_EQ(added.code, 0) << added.err;
    const std::string secret = workplace.content("secret");
    EXPECT_EQ(secret.size(), 44U);
    EXPECT_THAT(added.out, Not(HasSubstr(secret.substr(0, 43))));
    struct stat status {};
    ASSERT_EQ(::stat(workplace.path("secret").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(TenantAdd, NeverWritesASecretOverAFileAndThenAddsNobody) {
    const Workplace workplace;
    const std::string precious = workplace.file("precious", "other");
    const Finished added =
        workplace.run({"tenant", "add", "--name", "Acme", "--issuer", issuer, "--secret-output", precious});
    EXPECT_EQ(added.code, 2);
    EXPECT_EQ(workplace.content("precious"), "other");
    EXPECT_EQ(workplace.run({"tenant", "list", "--json"}).out, "[]\n");
}

TEST(TenantAdd, TakesASecretFromAFileAndDoesNotRepeatIt) {
    const Workplace workplace;
    const std::string secret(40, 'k');
    const Finished added =
        workplace.run({"tenant", "add", "--name", "Acme", "--issuer", issuer, "--secret-file",
                       workplace.file("given", secret + "\n"), "--key-id", "2026"});
    EXPECT_EQ(added.code, 0) << added.err;
    EXPECT_THAT(added.out, AllOf(HasSubstr("2026"), Not(HasSubstr(secret))));
}

TEST(TenantAdd, PrintsJsonOnDemand) {
    const Workplace workplace;
    const Finished added = workplace.run({"tenant", "add", "--name", "Acme", "--issuer", issuer, "--json"});
    EXPECT_THAT(added.out,
                ::testing::StartsWith(R"({"id":1,"issuer":"https://id.acme.example","key_id":"key-1",)"));
}

TEST(TenantAdd, RefusesAnIssuerThatIsThereAndLeavesNoSecretBehind) {
    const Workplace workplace;
    workplace.add_company();
    const Finished again = workplace.run(
        {"tenant", "add", "--name", "B", "--issuer", issuer, "--secret-output", workplace.path("b")});
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.err, HasSubstr("another tenant's"));
    EXPECT_THAT(workplace.content("b"), IsEmpty());
}

TEST(TenantAdd, RefusesWhatIsNoWebOrigin) {
    const Workplace workplace;
    for (const char* origin :
         {"intranet.example", "https://intranet.example/", "https://Intranet.example", "*"}) {
        const Finished added =
            workplace.run({"tenant", "add", "--name", "A", "--issuer", issuer, "--origin", origin});
        EXPECT_EQ(added.code, 2) << origin;
        EXPECT_THAT(added.err, HasSubstr("web origin"));
    }
}

TEST(TenantList, SaysWhatToDoWhereThereIsNone) {
    const Workplace workplace;
    const Finished listed = workplace.run({"tenant", "list"});
    EXPECT_EQ(listed.code, 0);
    EXPECT_THAT(listed.out, HasSubstr("courtside tenant add"));
}

TEST(TenantList, ShowsEachCompany) {
    const Workplace workplace;
    workplace.add_company();
    EXPECT_EQ(workplace
                  .run({"tenant", "add", "--name", "Two", "--issuer", "two", "--origin", "https://a.example",
                        "--origin", "http://localhost:3000"})
                  .code,
              0);
    EXPECT_EQ(
        workplace.run({"tenant", "list", "--json"}).out,
        R"([{"id":1,"name":"Acme","issuer":"https://id.acme.example","keys":[{"id":"key-1","algorithm":"HS256"}],"origins":[],)"
        R"("people":0,"skills":0,"message_days":365,"note_days":90},{"id":2,"name":"Two","issuer":"two","keys":[{"id":"key-1","algorithm":"HS256"}],)"
        R"("origins":["https://a.example","http://localhost:3000"],"people":0,"skills":0,"message_days":365,"note_days":90}])"
        "\n");
}

TEST(Reading, WorksBesideAServer) {
    const Workplace workplace;
    workplace.add_company();
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    EXPECT_THAT(workplace.run({"tenant", "list"}).out, HasSubstr("Acme"));
    EXPECT_EQ(workplace.run({"person", "list", "--tenant", "1"}).code, 0);
    EXPECT_EQ(workplace.run({"token", "mint", "--tenant", "1", "--person", "kim"}).code, 0);
    EXPECT_EQ(workplace.run({"verify"}).code, 0);
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
}

}  // namespace
}  // namespace courtside::cli_test
