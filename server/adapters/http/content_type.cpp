#include "adapters/http/content_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace courtside::http {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr std::array types{Entry{"css", "text/css; charset=utf-8"},
                           Entry{"html", "text/html; charset=utf-8"},
                           Entry{"ico", "image/x-icon"},
                           Entry{"js", "text/javascript; charset=utf-8"},
                           Entry{"json", "application/json"},
                           Entry{"map", "application/json"},
                           Entry{"mjs", "text/javascript; charset=utf-8"},
                           Entry{"png", "image/png"},
                           Entry{"svg", "image/svg+xml"},
                           Entry{"txt", "text/plain; charset=utf-8"},
                           Entry{"webmanifest", "application/manifest+json"},
                           Entry{"webp", "image/webp"},
                           Entry{"woff2", "font/woff2"}};

}  // namespace

std::string_view content_type(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    const std::string_view ending = dot == std::string_view::npos ? "" : file_name.substr(dot + 1);
    const auto* found = std::ranges::find(types, ending, &Entry::first);
    return found == types.end() ? "application/octet-stream" : found->second;
}

}  // namespace courtside::http
