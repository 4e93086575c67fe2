#include "main/obstacles.hpp"

#include "adapters/http/static_files.hpp"
#include "adapters/ws/tls_context.hpp"
#include "main/data_folder.hpp"

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

namespace courtside::server {
namespace {

bool writable(const std::filesystem::path& folder) {
    return ::access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
}

std::optional<std::string> data_folder_obstacle(const std::string& path) {
    std::error_code error;
    std::filesystem::path folder = std::filesystem::absolute(path, error);
    const std::string named = "The data folder " + path + " ";
    if (std::filesystem::is_directory(folder, error)) {
        if (writable(folder)) {
            return std::nullopt;
        }
        return named +
               "is one that this user may not read and write; give it to the user who runs the server, or "
               "run "
               "this as that user.";
    }
    if (std::filesystem::exists(folder, error)) {
        return named + "is no folder; name another one.";
    }
    // The nearest one that is there has to take the new folder.
    while (folder.has_relative_path() && !std::filesystem::exists(folder, error)) {
        folder = folder.parent_path();
    }
    if (!std::filesystem::is_directory(folder, error) || !writable(folder)) {
        return named + "is not there, and this user cannot make it in " + folder.string() +
               "; make it, or name another one.";
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> find_obstacles(const Examined& examined) {
    std::vector<std::string> obstacles;
    const Settings& settings = examined.settings;
    if (!examined.refused.contains("data")) {
        if (auto obstacle = data_folder_obstacle(settings.data)) {
            obstacles.push_back(*std::move(obstacle));
        } else if (const auto directory = read_directory(settings); !directory) {
            obstacles.push_back(directory.error().sentence);
        }
    }
    if (!settings.tls_certificate.empty() && !settings.tls_key.empty()) {
        const auto context = ws::TlsContext::load({settings.tls_certificate, settings.tls_key});
        if (const auto* problem = std::get_if<std::string>(&context)) {
            obstacles.push_back(*problem);
        }
    }
    if (!settings.web_root.empty()) {
        const auto files = http::StaticFiles::read({.folder = settings.web_root});
        if (const auto* problem = std::get_if<std::string>(&files)) {
            obstacles.push_back(*problem);
        }
    }
    return obstacles;
}

}  // namespace courtside::server
