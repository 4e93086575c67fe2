#pragma once

#include "adapters/webpush/p256.hpp"

#include <string>
#include <string_view>

namespace courtside::test {

/// A device with a subscription: it alone can read what is sent to it.
class Device {
public:
    Device();

    [[nodiscard]] const std::string& p256dh() const { return p256dh_; }
    [[nodiscard]] const std::string& auth() const { return auth_; }

    /// What the body of a request says. Throws std::runtime_error where it is not for this device.
    [[nodiscard]] std::string read(std::string_view body) const;

private:
    webpush::Key key_;
    std::string p256dh_;
    std::string auth_;
};

}  // namespace courtside::test
