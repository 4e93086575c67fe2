#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::test {

/// What is left of the changes that were not flushed when the machine stopped.
enum class Survival : std::uint8_t {
    all,        ///< only the process ended: the system still holds them, and has still not flushed them
    none,       ///< nothing: the file is as it was flushed last
    first_few,  ///< those up to a random one
    some,       ///< any of them, in any order
    torn,       ///< any of their sectors, in any order; a hole before a surviving one holds garbage
};
inline constexpr std::array survivals{Survival::all, Survival::none, Survival::first_few, Survival::some,
                                      Survival::torn};

/// The content of a file as programs see it, and as the disk has it since the last flush.
class VolatileFile {
public:
    [[nodiscard]] const std::string& content() const { return content_; }

    void write(std::string_view bytes, std::size_t at);
    void truncate(std::size_t size);
    void flush();
    /// A flush that failed, as Linux has it: what was to be flushed counts as flushed from now on, is
    /// still seen by programs, and never reaches the disk unless it is written again.
    void fail_to_flush() { unflushed_.clear(); }

    /// The machine stops and starts.
    void lose(Survival survival, std::mt19937_64& random);

private:
    struct Change {
        std::size_t at = 0;
        std::string bytes;
        bool truncates = false;  ///< to the size `at`
    };

    static void apply(const Change& change, std::string& content, char fill);
    [[nodiscard]] std::vector<Change> survivors(Survival survival, std::mt19937_64& random);

    std::string content_;
    std::string flushed_;
    std::vector<Change> unflushed_;
};

}  // namespace courtside::test
