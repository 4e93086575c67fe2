#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace courtside::bench {

/// What a server's /metrics said at one moment.
class Scrape {
public:
    /// Asks the internal port, which is the second line of the server's port file. Throws std::runtime_error.
    explicit Scrape(const std::filesystem::path& port_file);

    /// The value of a metric without labels. Throws std::runtime_error where there is none.
    [[nodiscard]] double operator[](const std::string& metric) const;

private:
    std::string text_;
};

}  // namespace courtside::bench
