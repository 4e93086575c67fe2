#include "adapters/http/message.hpp"

#include "adapters/http/trim.hpp"

#include <algorithm>
#include <cassert>

namespace courtside::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view reason_phrase(unsigned status) {
    switch (status) {
        case 101:
            return "Switching Protocols";
        case 200:
            return "OK";
        case 301:
            return "Moved Permanently";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 413:
            return "Content Too Large";
        case 426:
            return "Upgrade Required";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        default:
            return "";  // RFC 9112 lets the phrase be empty
    }
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    // Values come from the program; one with a line break would smuggle in a field of its own.
    assert(value.find_first_of("\r\n") == std::string_view::npos);
    out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view Request::path() const {
    const std::string_view whole = target;
    return whole.substr(0, whole.find('?'));
}

std::size_t Request::count(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(fields.begin(), fields.end(), [&](const auto& field) {
        return equal_ignoring_case(field.first, name);
    }));
}

std::optional<std::string_view> Request::only(std::string_view name) const {
    std::optional<std::string_view> found;
    for (const auto& [field, value] : fields) {
        if (!equal_ignoring_case(field, name)) {
            continue;
        }
        if (found) {
            return std::nullopt;
        }
        found = value;
    }
    return found;
}

std::vector<std::string_view> Request::list(std::string_view name) const {
    std::vector<std::string_view> elements;
    for (const auto& [field, value] : fields) {
        if (!equal_ignoring_case(field, name)) {
            continue;
        }
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (const std::string_view element = trim(rest.substr(0, comma)); !element.empty()) {
                elements.push_back(element);
            }
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return elements;
}

Response text_response(unsigned status, std::string_view sentence) {
    Response response;
    response.status = status;
    response.body = sentence;
    return response;
}

std::string to_wire(const Response& response, bool head_only) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    out.append(reason_phrase(response.status)).append("\r\n");
    const bool upgrades = response.status == 101;
    bool names_connection = false;
    for (const auto& [name, value] : response.fields) {
        append_field(out, name, value);
        names_connection = names_connection || equal_ignoring_case(name, "Connection");
    }
    if (!upgrades) {
        if (response.status != 304) {
            const std::string& body = response.shared_body ? *response.shared_body : response.body;
            append_field(out, "Content-Type", response.content_type);
            append_field(out, "Content-Length", std::to_string(body.size()));
        }
        if (!names_connection) {
            append_field(out, "Connection", "close");
        }
    }
    out.append("\r\n");
    if (!upgrades && !head_only) {
        out.append(response.body);
    }
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char left, char right) { return lower(left) == lower(right); });
}

}  // namespace courtside::http
