#include "unit/architecture/include_edges.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace courtside::architecture {

namespace {

struct Edge {
    std::string_view from;
    std::string_view to;
};

/// The whole architecture, besides that each part may include itself and `main` may include all:
/// main -> adapters -> app -> ports -> core, app -> wire -> core, adapters -> sim -> core. "proto" is the
/// generated code.
constexpr std::array allowed_edges{
    Edge{"ports", "core"},
    Edge{"wire", "core"},
    Edge{"wire", "proto"},
    Edge{"app", "core"},
    Edge{"app", "wire"},
    Edge{"app", "ports"},
    Edge{"adapters/ws", "core"},
    Edge{"adapters/ws", "ports"},
    Edge{"adapters/ws", "wire"},
    Edge{"adapters/ws", "adapters/http"},
    Edge{"adapters/http", "core"},
    Edge{"adapters/http", "ports"},
    Edge{"adapters/sqlite", "core"},
    Edge{"adapters/sqlite", "ports"},
    Edge{"adapters/jwt", "core"},
    Edge{"adapters/jwt", "ports"},
    Edge{"adapters/webpush", "core"},
    Edge{"adapters/webpush", "ports"},
    Edge{"adapters/webpush", "adapters/jwt"},
    Edge{"adapters/zone", "core"},
    Edge{"adapters/zone", "ports"},
    Edge{"adapters/control", "core"},
    Edge{"adapters/control", "ports"},
    Edge{"sim", "core"},
    Edge{"adapters/coverage", "core"},
    Edge{"adapters/coverage", "ports"},
    Edge{"adapters/coverage", "sim"},
    Edge{"adapters/coverage", "adapters/sqlite"},
};

struct Library {
    std::string_view prefix;
    /// Parts that may include it, by the beginning of their name.
    std::string_view parts;
};

/// Libraries that shape what uses them: each has its place and shows up nowhere else.
constexpr std::array libraries{
    Library{"google/protobuf/", "wire"},
    Library{"boost/asio", "adapters/ws adapters/http adapters/webpush adapters/control main"},
    Library{"boost/beast", "adapters/ws adapters/http adapters/webpush adapters/control"},
    Library{"sqlite3", "adapters/sqlite"},
    Library{"cjose/", "adapters/jwt"},
    Library{"date/", "adapters/zone"},
    Library{"CLI/", "main"},
    Library{"toml++/", "main"},
};

/// Standard headers through which time, chance, threads or the outside would reach the domain.
const std::set<std::string_view> not_in_core{"atomic",    "barrier",      "chrono",     "condition_variable",
                                             "coroutine", "filesystem",   "fstream",    "future",
                                             "iostream",  "latch",        "mutex",      "random",
                                             "semaphore", "shared_mutex", "stop_token", "syncstream",
                                             "thread",    "cstdio",       "ctime",      "csignal"};

bool is_cpp(const std::filesystem::path& path) {
    const auto extension = path.extension();
    return extension == ".hpp" || extension == ".cpp" || extension == ".h" || extension == ".ipp";
}

bool allowed(std::string_view from, std::string_view to) {
    return from == to || from == "main" || std::ranges::any_of(allowed_edges, [&](const Edge& edge) {
               return edge.from == from && edge.to == to;
           });
}

bool names(std::string_view parts, std::string_view part) {
    std::istringstream words{std::string(parts)};
    return std::any_of(std::istream_iterator<std::string>(words), {},
                       [part](const std::string& word) { return word == part; });
}

std::string where(const Include& include) {
    return include.file + ":" + std::to_string(include.line) + " includes " + include.target + ": ";
}

std::string problem_with_system(const Include& include, const std::string& part) {
    const std::string_view target = include.target;
    if (part == "core" &&
        (target.find_first_of("/.") != std::string_view::npos || not_in_core.contains(target))) {
        return where(include) + "the core is pure; it uses the parts of the standard library that are";
    }
    for (const auto& library : libraries) {
        if (target.starts_with(library.prefix) && !names(library.parts, part)) {
            return where(include) + "this library belongs to " + std::string(library.parts) + " only";
        }
    }
    return {};
}

}  // namespace

std::string part_of(std::string_view path) {
    if (path.starts_with("courtside/")) {
        return "proto";
    }
    const auto first = path.find('/');
    if (first == std::string_view::npos) {
        return {};
    }
    const auto folder = path.substr(0, first);
    if (folder != "adapters") {
        return std::string(folder);
    }
    const auto second = path.find('/', first + 1);
    return second == std::string_view::npos ? std::string{} : std::string(path.substr(0, second));
}

std::string problem_with(const Include& include) {
    const auto part = part_of(include.file);
    if (part.empty()) {
        return include.file + " is in no part of the architecture; move it into one";
    }
    if (include.system) {
        return problem_with_system(include, part);
    }
    const auto target = part_of(include.target);
    if (target.empty()) {
        return where(include) + "name the folder as well, such as \"core/ids.hpp\"";
    }
    if (!allowed(part, target)) {
        return where(include) + "there is no edge from " + part + " to " + target;
    }
    return {};
}

std::vector<Include> includes_in(std::string_view text, const std::string& file) {
    std::vector<Include> out;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        auto at = line.find_first_not_of(" \t");
        if (at == std::string::npos || line[at] != '#') {
            continue;
        }
        at = line.find_first_not_of(" \t", at + 1);
        if (at == std::string::npos || line.compare(at, 7, "include") != 0) {
            continue;
        }
        const auto open = line.find_first_of("\"<", at);
        const auto close =
            open == std::string::npos ? open : line.find(line[open] == '<' ? '>' : '"', open + 1);
        if (close != std::string::npos) {
            out.push_back({file, number, line.substr(open + 1, close - open - 1), line[open] == '<'});
        }
    }
    return out;
}

std::vector<Include> includes_below(const std::filesystem::path& root) {
    std::vector<Include> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || !is_cpp(entry.path())) {
            continue;
        }
        std::ifstream stream(entry.path());
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        const auto found = includes_in(text, std::filesystem::relative(entry.path(), root).generic_string());
        out.insert(out.end(), found.begin(), found.end());
    }
    std::ranges::sort(out, {}, [](const Include& include) { return std::pair(include.file, include.line); });
    return out;
}

}  // namespace courtside::architecture
