#include "bench/scrape.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>

namespace courtside::bench {

Scrape::Scrape(const std::filesystem::path& port_file) {
    std::ifstream file(port_file);
    int everyone = 0;
    int internal = 0;
    if (!(file >> everyone >> internal)) {
        throw std::runtime_error("the server wrote no internal port");
    }
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(internal));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const std::string request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
        std::array<char, 16'384> buffer{};
        for (ssize_t got = 0; (got = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0;) {
            text_.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }
    ::close(socket);
}

double Scrape::operator[](const std::string& metric) const {
    const std::size_t at = text_.find("\n" + metric + " ");
    if (at == std::string::npos) {
        throw std::runtime_error("the server does not tell " + metric);
    }
    return std::stod(text_.substr(at + metric.size() + 2));
}

}  // namespace courtside::bench
