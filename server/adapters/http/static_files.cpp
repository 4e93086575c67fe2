#include "adapters/http/static_files.hpp"

#include "adapters/http/accept_encoding.hpp"
#include "adapters/http/content_type.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace courtside::http {
namespace {

/// FNV-1a, 64 bits (Fowler, Noll, Vo): tells two states of a file apart, keeps no secret.
std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash;
}

std::string hex(std::uint64_t number) {
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; number >>= 4U) {
        text[i] = "0123456789abcdef"[number & 0xFU];
    }
    return text;
}

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? std::optional(static_cast<unsigned>(small - 'a') + 10U)
                                        : std::nullopt;
}

/// A path without its percent encoding, taken off once; nothing where that is broken.
std::optional<std::string> decoded(std::string_view path) {
    std::string text;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            text.push_back(path[i]);
            continue;
        }
        const auto high = i + 2 < path.size() ? hex_digit(path[i + 1]) : std::nullopt;
        const auto low = i + 2 < path.size() ? hex_digit(path[i + 2]) : std::nullopt;
        if (!high || !low) {
            return std::nullopt;
        }
        text.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
    }
    return text;
}

bool below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder);
}

/// What pages of other web origins load: the tag's script, and the parts that it brings along.
bool is_for_other_pages(std::string_view path) {
    return path.find('/', 1) == std::string_view::npos ? path.ends_with(".js")
                                                       : below(path, "/widget/assets/");
}

/// The web origin of the page that a request comes from, as far as its Referer says.
std::string_view origin_of(const Request& request) {
    const std::string_view referer = request.only("Referer").value_or("");
    const std::size_t host = referer.find("://");
    return host == std::string_view::npos ? "" : referer.substr(0, referer.find('/', host + 3));
}

}  // namespace

std::variant<StaticFiles, std::string> StaticFiles::read(StaticFileOptions options) {
    StaticFiles files(std::move(options));
    if (std::string problem = files.load(); !problem.empty()) {
        return problem;
    }
    return files;
}

std::string StaticFiles::load() {
    namespace fs = std::filesystem;
    const std::string folder = options_.folder.string();
    std::map<std::string, std::shared_ptr<const std::string>> contents;
    std::size_t bytes = 0;
    try {
        const fs::path root = fs::canonical(options_.folder);
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
            if (entry.is_symlink()) {
                return folder + " holds a symbolic link, " + entry.path().string() +
                       "; put the file there itself.";
            }
            if (!entry.is_regular_file()) {
                continue;
            }
            bytes += entry.file_size();
            if (contents.size() >= options_.most_files || bytes > options_.most_bytes) {
                return folder + " holds more than the " + std::to_string(options_.most_files) + " files or " +
                       std::to_string(options_.most_bytes >> 20U) +
                       " MiB that are served; name the folder of the built pages.";
            }
            std::ifstream file(entry.path(), std::ios::binary);
            auto content = std::make_shared<std::string>(std::istreambuf_iterator<char>(file),
                                                         std::istreambuf_iterator<char>());
            if (!file) {
                return entry.path().string() + " cannot be read; see that this user may.";
            }
            contents.emplace("/" + fs::relative(entry.path(), root).generic_string(), std::move(content));
        }
    } catch (const fs::filesystem_error& error) {
        return folder + " cannot be read (" + error.code().message() +
               "); name a folder that this user may read.";
    }
    const auto form = [&](const std::string& path) {
        const auto place = contents.find(path);
        return place == contents.end() ? nullptr : place->second;
    };
    for (const auto& [path, content] : contents) {
        const bool is_form = (path.ends_with(".br") && form(path.substr(0, path.size() - 3))) ||
                             (path.ends_with(".gz") && form(path.substr(0, path.size() - 3)));
        if (!is_form) {
            files_.emplace(path, File{std::string(content_type(path)), hash_of(*content),
                                      path.find("/assets/") != std::string::npos, content, form(path + ".br"),
                                      form(path + ".gz")});
        }
    }
    return {};
}

Response StaticFiles::handle(const Request& request) const {
    std::optional<std::string> path = decoded(request.path());
    if (path && path->ends_with('/')) {
        *path += "index.html";
    }
    if (path) {
        if (const auto place = files_.find(*path); place != files_.end()) {
            return found(request, place->first, place->second);
        }
        if (files_.contains(*path + "/index.html")) {
            Response response = text_response(301, "It is a folder.\n");
            std::string to(request.path());
            to += '/';
            to += request.target.substr(request.path().size());
            response.fields.emplace_back("Location", std::move(to));
            return response;
        }
    }
    return text_response(404, "There is nothing here.\n");
}

Response StaticFiles::found(const Request& request, std::string_view path, const File& file) const {
    struct Form {
        const char* coding;
        const std::shared_ptr<const std::string>* bytes;
    };
    Form best{"", &file.plain};
    int wanted = 0;
    for (const Form& form : {Form{"br", &file.brotli}, Form{"gzip", &file.gzip}}) {
        const int quality = *form.bytes ? coding_quality(request, form.coding) : 0;
        if (quality > wanted) {
            best = form;
            wanted = quality;
        }
    }
    Response response;
    response.content_type = file.type;
    secure(request, path, response);
    if (file.brotli || file.gzip) {
        response.fields.emplace_back("Vary", "Accept-Encoding");
    }
    if (file.immutable) {
        response.fields.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    } else if (file.type.starts_with("text/html")) {
        // Its policy depends on who asks.
        response.fields.emplace_back("Cache-Control", "no-store");
    } else {
        response.fields.emplace_back("Cache-Control", "no-cache");
    }
    const std::string tag = "\"" + hex(file.hash) + (*best.coding != 0 ? "-" : "") + best.coding + "\"";
    response.fields.emplace_back("ETag", tag);
    const auto known = request.list("If-None-Match");
    if (std::ranges::any_of(known, [&](std::string_view each) {
            each.remove_prefix(each.starts_with("W/") ? 2 : 0);
            return each == tag || each == "*";
        })) {
        response.status = 304;
        return response;
    }
    if (*best.coding != 0) {
        response.fields.emplace_back("Content-Encoding", best.coding);
    }
    response.shared_body = *best.bytes;
    return response;
}

void StaticFiles::secure(const Request& request, std::string_view path, Response& response) const {
    std::string ancestors = "'none'";
    if (below(path, "/widget/") && options_.may_embed) {
        if (const std::string_view origin = origin_of(request); options_.may_embed(origin)) {
            ancestors = origin;
        }
    }
    auto& fields = response.fields;
    fields.emplace_back("Content-Security-Policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
                        "require-trusted-types-for 'script'; frame-ancestors " +
                            ancestors);
    fields.emplace_back("X-Content-Type-Options", "nosniff");
    fields.emplace_back("Referrer-Policy", "no-referrer");
    fields.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (is_for_other_pages(path)) {
        fields.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
        fields.emplace_back("Access-Control-Allow-Origin", "*");
    } else {
        // A frame is shown by pages of other origins; who may do that is said above.
        fields.emplace_back("Cross-Origin-Resource-Policy",
                            below(path, "/widget/") ? "cross-origin" : "same-origin");
    }
    if (below(path, "/desk/")) {
        fields.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    }
    if (options_.over_tls) {
        fields.emplace_back("Strict-Transport-Security", "max-age=31536000");
    }
}

}  // namespace courtside::http
