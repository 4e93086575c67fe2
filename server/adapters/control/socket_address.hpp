#pragma once

#include "adapters/control/descriptor.hpp"

#include <boost/system/result.hpp>

#include <filesystem>
#include <string>

namespace courtside::control {

/// Where the control socket of a data folder is.
[[nodiscard]] std::filesystem::path socket_file(const std::filesystem::path& folder);

/// A name of the control socket that fits a socket address, which holds 107 bytes, however long the
/// folder's path is: a longer one is named through the folder's descriptor, so keep this as long as the name.
class SocketAddress {
public:
    /// Fails where the folder cannot be opened.
    [[nodiscard]] static boost::system::result<SocketAddress> of(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& name() const { return name_; }

private:
    SocketAddress(Descriptor folder, std::string name) : folder_(std::move(folder)), name_(std::move(name)) {}

    Descriptor folder_;
    std::string name_;
};

}  // namespace courtside::control
