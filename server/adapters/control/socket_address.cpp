#include "adapters/control/socket_address.hpp"

#include <fcntl.h>
#include <sys/un.h>

#include <cerrno>
#include <utility>

namespace courtside::control {
namespace {

constexpr const char* file_name = "control.sock";

}  // namespace

std::filesystem::path socket_file(const std::filesystem::path& folder) {
    return folder / file_name;
}

boost::system::result<SocketAddress> SocketAddress::of(const std::filesystem::path& folder) {
    const std::string direct = socket_file(folder).string();
    if (direct.size() < sizeof(sockaddr_un::sun_path)) {
        return SocketAddress({}, direct);
    }
    Descriptor opened(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!opened.open()) {
        return boost::system::error_code(errno, boost::system::system_category());
    }
    std::string name = "/proc/self/fd/" + std::to_string(opened.get()) + "/" + file_name;
    return SocketAddress(std::move(opened), std::move(name));
}

}  // namespace courtside::control
