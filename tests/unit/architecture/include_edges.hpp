#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::architecture {

/// One `#include` of a file of the server.
struct Include {
    std::string file;  ///< relative to server/, such as "app/shard.cpp"
    int line = 0;
    std::string target;   ///< between the quotes or brackets
    bool system = false;  ///< in brackets
};

/// All includes of the C++ files below `root`, in a fixed order.
[[nodiscard]] std::vector<Include> includes_below(const std::filesystem::path& root);

/// The includes in `text`, as those of `file`.
[[nodiscard]] std::vector<Include> includes_in(std::string_view text, const std::string& file);

/// What is wrong with it, as a sentence; empty when the architecture allows it.
[[nodiscard]] std::string problem_with(const Include& include);

/// The part of the architecture that a file below server/ belongs to: "core", "main", and for
/// adapters "adapters/ws". Empty for a file outside every part.
[[nodiscard]] std::string part_of(std::string_view path);

}  // namespace courtside::architecture
