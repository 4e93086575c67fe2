#include "bench/disk_flush.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::bench {

double flush_ms(const std::filesystem::path& folder, std::size_t times) {
    constexpr std::size_t page = 4096;
    constexpr std::size_t pages = 1024;
    const std::string path = folder / "flush-probe";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const std::string bytes(page, 'x');
    const auto write = [&](std::size_t at) {
        return ::pwrite(file, bytes.data(), page, static_cast<off_t>(at % pages * page)) == page;
    };
    bool good = file >= 0;
    for (std::size_t at = 0; good && at < pages; ++at) {
        good = write(at);
    }
    good = good && ::fsync(file) == 0;
    std::vector<double> took;
    for (std::size_t at = 0; good && at < times; ++at) {
        const auto begin = std::chrono::steady_clock::now();
        good = write(at) && ::fdatasync(file) == 0;
        took.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    ::close(file);
    ::unlink(path.c_str());
    if (!good) {
        throw std::runtime_error("cannot write and flush in " + folder.string());
    }
    std::ranges::sort(took);
    return took[took.size() / 2];
}

}  // namespace courtside::bench
