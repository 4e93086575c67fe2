#include "adapters/http/accept_encoding.hpp"

#include "adapters/http/trim.hpp"

#include <algorithm>
#include <optional>

namespace courtside::http {
namespace {

constexpr int full_quality = 1000;

/// "0.8" as 800. What is no quality counts as a refusal.
int quality(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') ||
        (text.size() > 1 && text[1] != '.')) {
        return 0;
    }
    int value = text[0] == '1' ? full_quality : 0;
    int digit = 100;
    for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (c < '0' || c > '9') {
            return 0;
        }
        value += (c - '0') * digit;
        digit /= 10;
    }
    return std::min(value, full_quality);
}

}  // namespace

int coding_quality(const Request& request, std::string_view coding) {
    std::optional<int> others;
    for (const std::string_view element : request.list("Accept-Encoding")) {
        const std::size_t semicolon = std::min(element.find(';'), element.size());
        const std::string_view name = trim(element.substr(0, semicolon));
        int wanted = full_quality;
        if (semicolon < element.size()) {
            const std::string_view parameter = trim(element.substr(semicolon + 1));
            wanted = equal_ignoring_case(parameter.substr(0, 2), "q=") ? quality(parameter.substr(2)) : 0;
        }
        if (equal_ignoring_case(name, coding)) {
            return wanted;
        }
        if (name == "*") {
            others = wanted;
        }
    }
    return others.value_or(0);
}

}  // namespace courtside::http
