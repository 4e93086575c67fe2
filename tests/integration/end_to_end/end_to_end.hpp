#pragma once

#include "support/company.hpp"
#include "support/desk.hpp"
#include "support/raw_websocket.hpp"
#include "support/server_process.hpp"
#include "support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace courtside::test {

/// A real server with one company, and its people at their clients.
///
/// Learners: anna and otto (English; German too for otto). Coaches and peers: cem S1.1:4 English, dora S1.1:2
/// English, ezra S1.1:4 German, fay S5.6:5 English, gus S1.1:3 English (a peer). Nobody is ready at first.
class EndToEnd : public ::testing::Test {
protected:
    EndToEnd();

    /// Starts the server, with short times where tests wait for them.
    void serve(std::vector<std::string> more_flags = {});

    [[nodiscard]] std::string token(const std::string& subject, const TokenOptions& options = {}) const {
        return company_.token(subject, options);
    }
    /// At a client, signed in.
    [[nodiscard]] std::unique_ptr<Desk> desk(const std::string& subject);
    [[nodiscard]] std::unique_ptr<Desk> desk(const std::string& subject, Desk::Settings settings);
    /// A coach or peer who is ready for an hour.
    [[nodiscard]] std::unique_ptr<Desk> ready_desk(const std::string& subject);
    void be_ready(Desk& coach);

    /// Opens an issue and asks for a session on it now, with S1.1.
    Request ask(Desk& learner, NewRequest request = {},
                const NewIssue& issue = {"Asking for a raise", "Since May."});

    /// Lets the coach accept the next offer and both join; gives the active session.
    SessionId meet(Desk& learner, Desk& coach);
    /// The whole way to an active session.
    SessionId begin_session(Desk& learner, Desk& coach);

    static NewMessage text(SessionId session, std::string text);

    TempDir folder_;
    Company company_;
    std::optional<ServerProcess> server_;
};

}  // namespace courtside::test
