// Administrative commands while a server runs, while none does, and while one ends midway.

#include "adapters/control/control_server.hpp"
#include "adapters/sqlite/data_lock.hpp"
#include "integration/cli/program.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// Every test runs with a server on the folder and without: the commands are to be the same.
class Changes : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) {
            server_.emplace(Arguments{"serve", "--port", "0", "--data", workplace_.data()});
            ASSERT_THAT(server_->read_line(), HasSubstr("listening on"));
        }
    }
    void TearDown() override {
        if (server_) {
            server_->send_signal(SIGTERM);
            const Finished finished = server_->finish();
            EXPECT_EQ(finished.code, 0) << finished.err;
            server_.reset();
        }
        EXPECT_EQ(workplace_.run({"verify"}).code, 0);
    }

    Finished import(const char* what, const std::string& content) {
        return workplace_.run({what, "import", "--tenant", issuer, workplace_.file("import.csv", content)});
    }

    Workplace workplace_;
    std::optional<Program> server_;
};

TEST_P(Changes, AddACompany) {
    const Finished added = workplace_.run(
        {"tenant", "add", "--name", "Acme", "--issuer", issuer, "--origin", "https://a.example"});
    EXPECT_EQ(added.code, 0) << added.err;
    EXPECT_THAT(added.out, AllOf(HasSubstr("tenant     1\n"), HasSubstr("secret  ")));
    EXPECT_EQ(added.err, "");
    EXPECT_THAT(workplace_.run({"tenant", "list"}).out, HasSubstr("https://a.example"));
    const Finished again = workplace_.run({"tenant", "add", "--name", "B", "--issuer", issuer});
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.err, HasSubstr("another tenant's"));
}

TEST_P(Changes, ImportSkillsAndPeople) {
    workplace_.add_company();
    EXPECT_EQ(import("skill", "code,label\nS1,communication\nS1.1,negotiating\n").out,
              "2 added, 0 updated, 0 unchanged\n");
    EXPECT_EQ(import("person", "subject,name,skills\nkim,Kim,S1.1:4\njo,,\n").out,
              "2 added, 0 updated, 0 unchanged\n");
    EXPECT_EQ(import("person", "subject,name,skills\nkim,Kim J.,\njo,,\n").out,
              "0 added, 1 updated, 1 unchanged\n");
    EXPECT_THAT(workplace_.run({"person", "list", "--tenant", issuer, "--json"}).out,
                HasSubstr(R"("subject":"kim","name":"Kim J.","roles":"learner","skills":{"S1.1":4})"));
}

TEST_P(Changes, AreAllOrNothingAndNameTheLine) {
    workplace_.add_company();
    const Finished refused = import("person", "subject,skills\nkim,\njo,S9.9:3\n");
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr("line 3: "), HasSubstr("S9.9"), HasSubstr("Nothing was imported")));
    EXPECT_EQ(workplace_.run({"person", "list", "--tenant", issuer, "--json"}).out, "[]\n");
}

TEST_P(Changes, BringInTwentyThousandPeopleAtOnce) {
    workplace_.add_company();
    std::string people = "subject,name,roles,languages,time_zone\n";
    for (int i = 0; i < 20'000; ++i) {
        people += "p" + std::to_string(i) + ",Person " + std::to_string(i) + ",learner,en,Europe/Berlin\n";
    }
    const Finished imported = import("person", people);
    EXPECT_EQ(imported.code, 0) << imported.err;
    EXPECT_EQ(imported.out, "20000 added, 0 updated, 0 unchanged\n");
}

INSTANTIATE_TEST_SUITE_P(Administration, Changes, ::testing::Bool(), [](const auto& with_server) {
    return with_server.param ? "WhileAServerRuns" : "WhileNoServerRuns";
});

TEST(ChangesAtOnce, AllCount) {
    const Workplace workplace;
    workplace.add_company();
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    std::vector<std::unique_ptr<Program>> imports;
    for (int i = 0; i < 8; ++i) {
        const std::string name = "p" + std::to_string(i);
        imports.push_back(std::make_unique<Program>(
            Arguments{"person", "import", "--data", workplace.data(), "--tenant", "1",
                      workplace.file(name + ".csv", "subject\n" + name + "\n")}));
    }
    for (const auto& import : imports) {
        EXPECT_EQ(import->finish().out, "1 added, 0 updated, 0 unchanged\n");
    }
    for (int i = 0; i < 8; ++i) {
        EXPECT_THAT(workplace.run({"person", "list", "--tenant", "1"}).out,
                    HasSubstr("p" + std::to_string(i)));
    }
    EXPECT_EQ(workplace.run({"serve", "--port", "0"}).code, 3);
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
}

TEST(ControlSocket, IsThereForTheServersUserWhileItRuns) {
    const Workplace workplace;
    const std::string file = control::socket_file(workplace.data()).string();
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ASSERT_EQ(::stat(workplace.data().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(ControlSocket, OfAKilledServerIsInNobodysWay) {
    const Workplace workplace;
    Program killed({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(killed.read_line(), HasSubstr("listening on"));
    killed.send_signal(SIGKILL);
    EXPECT_EQ(killed.finish().code, 128 + SIGKILL);
    ASSERT_TRUE(std::filesystem::exists(control::socket_file(workplace.data())));

    workplace.add_company();
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    EXPECT_EQ(workplace.run({"tenant", "add", "--name", "B", "--issuer", "b"}).code, 0);
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
    EXPECT_THAT(workplace.run({"tenant", "list"}).out, AllOf(HasSubstr("Acme"), HasSubstr("B")));
}

TEST(ControlSocket, WorksInAFolderWithALongPath) {
    const Workplace workplace;
    const std::string data = workplace.path(std::string(150, 'd'));
    Program server({"serve", "--port", "0", "--data", data});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    EXPECT_EQ(run({"tenant", "add", "--name", "A", "--issuer", "a", "--data", data}).code, 0);
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
}

/// Holds the folder like a server and talks like one, but ends as soon as it has a change.
class ServerThatEndsMidway {
public:
    explicit ServerThatEndsMidway(const Workplace& workplace, const std::string& version)
        : lock_(made(workplace.data())), log_("test") {
        auto opened = control::ControlServer::open(
            io_, {.folder = workplace.data(), .version = version},
            [this](const core::Admin&, const control::Done&) { io_.stop(); }, log_);
        server_ = *std::move(opened);
        loop_ = std::thread([this] {
            io_.run();
            server_.reset();
        });
    }
    ~ServerThatEndsMidway() {
        io_.stop();
        loop_.join();
    }
    ServerThatEndsMidway(const ServerThatEndsMidway&) = delete;
    ServerThatEndsMidway& operator=(const ServerThatEndsMidway&) = delete;

private:
    static const std::string& made(const std::string& folder) {
        std::filesystem::create_directories(folder);
        return folder;
    }

    sqlite::DataLock lock_;
    spdlog::logger log_;
    boost::asio::io_context io_;
    std::unique_ptr<control::ControlServer> server_;
    std::thread loop_;
};

TEST(ServerGoneMidway, LeavesTheChangeUnknownAndTheSecretKept) {
    const Workplace workplace;
    const Arguments add{"tenant", "add", "--name", "A", "--issuer", "a"};
    {
        const ServerThatEndsMidway server(workplace, COURTSIDE_VERSION);
        const Finished unknown = workplace.run(add);
        EXPECT_EQ(unknown.code, 5);
        EXPECT_THAT(unknown.err, AllOf(HasSubstr("not known"), HasSubstr("run the command again"),
                                       HasSubstr("the one printed here")));
        EXPECT_THAT(unknown.out, HasSubstr("secret  "));
    }
    {
        const ServerThatEndsMidway server(workplace, COURTSIDE_VERSION);
        Arguments to_file = add;
        to_file.insert(to_file.end(), {"--secret-output", workplace.path("secret")});
        const Finished unknown = workplace.run(to_file);
        EXPECT_EQ(unknown.code, 5);
        EXPECT_EQ(workplace.content("secret").size(), 44U);
        EXPECT_THAT(unknown.out, Not(HasSubstr("secret  ")));
    }
    EXPECT_EQ(workplace.run(add).code, 0);
}

TEST(ServerThatStops, SaysThatNothingWasChanged) {
    using boost::asio::ip::tcp;
    const Workplace workplace;
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    const std::string line = server.read_line();
    ASSERT_THAT(line, HasSubstr("listening on"));
    boost::asio::io_context io;
    tcp::socket client(io);
    client.connect({boost::asio::ip::address_v4::loopback(),
                    static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)))});
    boost::asio::write(client, boost::asio::buffer(std::string(
                                   "GET /v1/connect HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                                   "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                   "Sec-WebSocket-Protocol: courtside.v1.json\r\n\r\n")));
    std::string received;
    boost::asio::read_until(client, boost::asio::dynamic_buffer(received), "\r\n\r\n");
    server.send_signal(SIGTERM);
    // It has told the client to come back, who does not answer: so it still runs, and makes no changes.
    boost::asio::read_until(client, boost::asio::dynamic_buffer(received), "\x0F\xA1");

    const Finished refused = workplace.run({"tenant", "add", "--name", "Acme", "--issuer", issuer});
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.finish().code, 0);
    const bool added = refused.code == 0;  // on a slow machine the server was gone by then
    if (!added) {
        EXPECT_EQ(refused.code, 1);
        EXPECT_THAT(refused.err, HasSubstr("the server stops, nothing was changed"));
    }
    EXPECT_EQ(workplace.run({"tenant", "list"}).out.find("Acme") != std::string::npos, added);
}

TEST(ServerOfAnotherVersion, IsNotAskedAndIsToBeRestarted) {
    const Workplace workplace;
    const ServerThatEndsMidway server(workplace, "0.0.1");
    const Finished refused = workplace.run({"tenant", "add", "--name", "A", "--issuer", "a"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("Nothing was changed"), HasSubstr("restart the server")));
}

}  // namespace
}  // namespace courtside::cli_test
