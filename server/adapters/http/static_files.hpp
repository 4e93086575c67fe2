#pragma once

#include "adapters/http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace courtside::http {

struct StaticFileOptions {
    std::filesystem::path folder;
    std::size_t most_files = 4'000;
    std::size_t most_bytes = std::size_t{64} * 1024 * 1024;  ///< of all files together
    bool over_tls = false;                                   ///< tells browsers to come back over TLS only
    /// Whether pages of a web origin may show what is below /widget/ in a frame. Empty: none may.
    std::function<bool(std::string_view origin)> may_embed{};
};

/// The pages and scripts for browsers, read once and kept in memory; what changes on the disk later changes
/// nothing. Only what was found then can be asked for, so that no path leads out of the folder. Files beside
/// another with `.br` or `.gz` behind its name are the compressed forms of that one.
///
/// What is in a folder `assets` has a hash of its content in its name, and is kept by browsers for ever; all
/// else is asked for again each time, by its tag. A page below `/widget/` may be in frames of the web origin
/// that the request says it comes from, if that may embed it: naming all of them would tell everybody who
/// our customers are.
class StaticFiles {
public:
    /// Reads the folder. Otherwise a sentence that says what is wrong with it.
    [[nodiscard]] static std::variant<StaticFiles, std::string> read(StaticFileOptions options);

    /// Answers a GET or HEAD; 404 where there is no such file. Never blocks.
    [[nodiscard]] Response handle(const Request& request) const;

private:
    struct File {
        std::string type;
        std::uint64_t hash = 0;  ///< of the plain bytes
        bool immutable = false;
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> brotli;  ///< null: not there
        std::shared_ptr<const std::string> gzip;    ///< null: not there
    };

    explicit StaticFiles(StaticFileOptions options) : options_(std::move(options)) {}
    [[nodiscard]] std::string load();
    [[nodiscard]] Response found(const Request& request, std::string_view path, const File& file) const;
    void secure(const Request& request, std::string_view path, Response& response) const;

    StaticFileOptions options_;
    std::map<std::string, File, std::less<>> files_;  ///< by path, "/desk/index.html"
};

}  // namespace courtside::http
