#pragma once

#include "courtside/options.hpp"

#include <CLI/App.hpp>

#include <string>

namespace examples {

/// The flags by which a terminal program says where the server is and who signs in.
struct SignInFlags {
    std::string url = "ws://127.0.0.1:8080";
    std::string token;
    std::string token_file;
    std::string token_command;

    /// Adds --url, --token, --token-file, --token-command. COURTSIDE_URL and COURTSIDE_TOKEN do the same.
    void add_to(CLI::App& app);
};

/// Throws CLI::ValidationError where there is no token or more than one way to get it.
[[nodiscard]] courtside::Options options_from(const SignInFlags& flags, const std::string& program);

/// Reads the file at each ask, so that whoever renews it is noticed. A token that was refused is not offered
/// twice.
[[nodiscard]] courtside::TokenSource token_from_file(std::string path);
/// Runs the command at each ask and takes the first line that it prints.
[[nodiscard]] courtside::TokenSource token_from_command(std::string command);

}  // namespace examples
