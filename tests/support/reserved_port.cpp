#include "support/reserved_port.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <system_error>

namespace courtside::test {

ReservedPort::ReservedPort() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (socket_ < 0 || ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(socket_, std::bit_cast<sockaddr*>(&address), size) != 0 ||
        ::getsockname(socket_, std::bit_cast<sockaddr*>(&address), &size) != 0) {
        const int error = errno;
        ::close(socket_);
        throw std::system_error(error, std::generic_category(), "reserving a port");
    }
    number_ = ntohs(address.sin_port);
}

ReservedPort::~ReservedPort() {
    ::close(socket_);
}

}  // namespace courtside::test
