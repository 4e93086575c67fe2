#pragma once

#include "courtside/export.h"
#include "courtside/runtime.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace courtside {

struct TokenRequest {
    /// The last token was refused: a cached one will not do.
    bool fresh = false;
};

/// What a token source came up with.
struct TokenResult {
    enum class Kind {
        token,
        /// This person may not sign in: the client stops.
        unauthorised,
        /// Not this time: asked again after a back-off.
        failed
    };
    Kind kind = Kind::failed;
    /// The token, or for developers why there is none.
    std::string text;

    [[nodiscard]] static TokenResult token(std::string value) { return {Kind::token, std::move(value)}; }
    [[nodiscard]] static TokenResult unauthorised(std::string why) {
        return {Kind::unauthorised, std::move(why)};
    }
    [[nodiscard]] static TokenResult failed(std::string why) { return {Kind::failed, std::move(why)}; }
};

/// Gets a token for the person: called on the client's I/O thread, so it must not block; it may answer at
/// once or later, on any thread, and after the client is gone (then nothing happens). Only the first answer
/// counts. There is never a second call before the first is answered or `token_timeout` is over.
using TokenSource = std::function<void(const TokenRequest&, std::function<void(TokenResult)>)>;

/// Always the same token. Once the server refuses it, the client stops as unauthorised.
[[nodiscard]] COURTSIDE_API TokenSource fixed_token(std::string token);

struct Options {
    /// ws://host[:port] or wss://host[:port] (certificates are checked against the system's CAs). The path
    /// /v1/connect is added where there is none.
    std::string url;
    TokenSource token;
    /// Shown to operators; up to 100 bytes each.
    std::string client_name = "courtside-cpp";
    std::string client_version = "0.1.0";
    /// The same on each start of a program on a device, up to 64 bytes; tells devices of a person apart.
    std::string device_id;
    /// Absent: a thread of its own.
    std::shared_ptr<Runtime> runtime;

    /// Between two tries to connect: at least the first; the ceiling doubles up to the second; random between
    /// the two.
    std::chrono::milliseconds back_off_least{500};
    std::chrono::milliseconds back_off_most{20'000};
    /// A connection that held this long makes the back-off start from its least again.
    std::chrono::milliseconds good_after{10'000};
    /// For reaching the server, the upgrade and the sign-in together.
    std::chrono::milliseconds connect_timeout{15'000};
    std::chrono::milliseconds token_timeout{30'000};
    /// Nothing heard for so long (pings go out after half of it): the connection is given up.
    std::chrono::milliseconds idle_timeout{35'000};

    /// Changes are kept until they are answered, over any number of connections, within these bounds.
    std::size_t outbox_entries = 1'000;
    std::size_t outbox_bytes = std::size_t{4} * 1024 * 1024;
    std::chrono::hours give_up_after{7 * 24};
    /// Reads and statements about now that wait for an answer, each.
    std::size_t open_reads = 256;
    std::chrono::milliseconds read_timeout{30'000};
    /// Above so many unsent bytes typing is dropped and signals are refused.
    std::size_t fleeting_bytes = std::size_t{256} * 1024;
    /// The largest frame taken from the server.
    std::size_t largest_frame = std::size_t{1024} * 1024;

    /// Tell the senders of messages that they have arrived here.
    bool delivered_marks = true;
};

}  // namespace courtside
