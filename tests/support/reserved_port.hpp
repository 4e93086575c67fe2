#pragma once

#include <cstdint>

namespace courtside::test {

/// A free port of 127.0.0.1 that stays this test's while its server is down and started again. The port is
/// bound here and never listened on, with SO_REUSEADDR, so that the server can bind it as well. Nobody else
/// is given it then, not even a client that connects to it meanwhile: without this, such a client may by
/// chance get the same port as its own, be connected to itself, and keep the server from coming back.
class ReservedPort {
public:
    /// Throws std::system_error.
    ReservedPort();
    ~ReservedPort();
    ReservedPort(const ReservedPort&) = delete;
    ReservedPort& operator=(const ReservedPort&) = delete;

    [[nodiscard]] std::uint16_t number() const { return number_; }

private:
    int socket_ = -1;
    std::uint16_t number_ = 0;
};

}  // namespace courtside::test
