#include "main/utc_text.hpp"

#include <array>
#include <cstddef>
#include <ctime>

namespace courtside::server {

std::string utc_text(core::Instant at) {
    const auto seconds = static_cast<std::time_t>(at.ms / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

}  // namespace courtside::server
