#include "main/push.hpp"

#include "adapters/webpush/vapid.hpp"
#include "main/files.hpp"

#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace courtside::server {
namespace {

constexpr std::size_t most_push_key_bytes = 4096;

/// The key pair in the data folder, made if there is none.
Result<std::string> push_key_in(const std::string& path) {
    std::error_code unknown;
    if (!std::filesystem::exists(path, unknown)) {
        if (const auto made = write_new_private_file(path, webpush::make_vapid_key()); !made) {
            return made.error();
        }
    }
    return read_text_file(path, most_push_key_bytes);
}

}  // namespace

Result<std::unique_ptr<webpush::WebPush>> open_push(const Settings& settings, core::Rules& rules,
                                                    std::function<void(std::function<void()>)> post_to_loop) {
    if (settings.push_subject.empty()) {
        return std::unique_ptr<webpush::WebPush>();
    }
    const std::string path = (std::filesystem::path(settings.data) / "push-key.pem").string();
    auto key = push_key_in(path);
    if (!key) {
        return key.error();
    }
    webpush::WebPushOptions options;
    options.private_key = *std::move(key);
    options.subject = settings.push_subject;
    options.allow_loopback = rules.push_loopback;
    try {
        auto push = std::make_unique<webpush::WebPush>(std::move(options), std::move(post_to_loop));
        rules.push_key = push->public_key();
        std::istringstream hosts(settings.push_hosts);
        for (std::string host; hosts >> host;) {
            rules.push_hosts.push_back(host);
        }
        return push;
    } catch (const std::invalid_argument&) {
        return failed("The file " + path +
                      " holds no key that push messages can be signed with; restore it, or take it away to "
                      "have a new one made: devices then subscribe anew.");
    }
}

}  // namespace courtside::server
