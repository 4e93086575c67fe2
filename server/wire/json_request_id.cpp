#include "wire/json_request_id.hpp"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace courtside::wire {

namespace {

constexpr std::string_view white_space = " \t\r\n";

/// The string that starts after the quote at `begin - 1`, escapes left as they are; `end` is set
/// behind its closing quote.
std::string_view quoted(std::string_view json, std::size_t begin, std::size_t& end) {
    std::size_t at = begin;
    while (at < json.size() && json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
    }
    if (at >= json.size()) {
        end = json.size();
        return {};
    }
    end = at + 1;
    return json.substr(begin, at - begin);
}

std::size_t skip(std::string_view json, std::size_t at, std::string_view what) {
    const auto next = json.find_first_not_of(what, at);
    return next == std::string_view::npos ? json.size() : next;
}

/// The number at `at`, bare or quoted: JSON writes 64 bits as a string.
std::uint64_t number(std::string_view json, std::size_t at) {
    if (at < json.size() && json[at] == '"') {
        ++at;
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(json.data() + at, json.data() + json.size(), value);
    return error == std::errc{} ? value : 0;
}

}  // namespace

std::uint64_t json_request_id(std::string_view json) {
    // Only the frame's own field counts: commands have fields of that name as well.
    int depth = 0;
    std::size_t at = 0;
    while (at < json.size()) {
        const char c = json[at++];
        if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == '"') {
            const auto name = quoted(json, at, at);
            const auto colon = skip(json, at, white_space);
            if (depth == 1 && colon < json.size() && json[colon] == ':' &&
                (name == "requestId" || name == "request_id")) {
                return number(json, skip(json, colon + 1, white_space));
            }
        }
    }
    return 0;
}

}  // namespace courtside::wire
