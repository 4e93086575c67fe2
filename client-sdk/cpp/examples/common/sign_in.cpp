#include "sign_in.hpp"

#include <CLI/Error.hpp>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace examples {
namespace {

using courtside::TokenRequest;
using courtside::TokenResult;
using TokenAnswer = std::function<void(TokenResult)>;

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    const auto to = text.find_last_not_of(" \t\r\n");
    return from == std::string::npos ? std::string{} : text.substr(from, to - from + 1);
}

TokenResult run_for_token(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return TokenResult::failed("the token command can't be started");
    }
    // One token is far shorter.
    std::array<char, std::size_t{16} * 1024> buffer{};
    const bool has_line = std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr;
    const int status = ::pclose(pipe);
    auto token = has_line ? trimmed(buffer.data()) : std::string{};
    if (status != 0 || token.empty()) {
        return TokenResult::failed("the token command failed or printed nothing: " + command);
    }
    return TokenResult::token(std::move(token));
}

}  // namespace

courtside::TokenSource token_from_file(std::string path) {
    auto last = std::make_shared<std::string>();
    return [path = std::move(path), last](const TokenRequest& request, const TokenAnswer& answer) {
        std::ifstream file(path);
        std::string token;
        if (!std::getline(file, token) || (token = trimmed(token)).empty()) {
            answer(TokenResult::failed("there is no token in " + path));
        } else if (request.fresh && token == *last) {
            answer(TokenResult::unauthorised("the server refused the token in " + path));
        } else {
            *last = token;
            answer(TokenResult::token(token));
        }
    };
}

courtside::TokenSource token_from_command(std::string command) {
    // One at a time: the SDK asks again only after the answer, or long after. Replacing the thread joins it.
    auto runner = std::make_shared<std::jthread>();
    return [command = std::move(command), runner](const TokenRequest&, TokenAnswer answer) {
        *runner = std::jthread([command, answer = std::move(answer)] { answer(run_for_token(command)); });
    };
}

void SignInFlags::add_to(CLI::App& app) {
    app.add_option("--url", url, "The server: ws://host[:port] or wss://host[:port]")
        ->envname("COURTSIDE_URL")
        ->capture_default_str();
    app.add_option("--token", token, "The sign-in token (a JWT of your company)")->envname("COURTSIDE_TOKEN");
    app.add_option("--token-file", token_file,
                   "A file with the token in its first line; read anew when needed");
    app.add_option("--token-command", token_command, "A command that prints a token");
}

courtside::Options options_from(const SignInFlags& flags, const std::string& program) {
    courtside::Options options;
    options.url = flags.url;
    options.client_name = program;
    std::array<char, 48> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0) {
        options.device_id = "terminal@" + std::string(host.data());
    }
    // The more particular way wins over the token, which may be there by the environment only.
    if (!flags.token_file.empty() && !flags.token_command.empty()) {
        throw CLI::ValidationError("give --token-file or --token-command, not both");
    }
    if (!flags.token_command.empty()) {
        options.token = token_from_command(flags.token_command);
    } else if (!flags.token_file.empty()) {
        options.token = token_from_file(flags.token_file);
    } else if (!trimmed(flags.token).empty()) {
        options.token = courtside::fixed_token(trimmed(flags.token));
    } else {
        throw CLI::ValidationError(
            "there is no token: give --token, --token-file or --token-command, or set COURTSIDE_TOKEN");
    }
    return options;
}

}  // namespace examples
