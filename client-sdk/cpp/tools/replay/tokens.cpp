#include "tokens.hpp"

#include "dialogue.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>

namespace courtside::replay {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

std::string output_of(const std::string& command) {
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        throw InputError("cannot run the token command: " + std::string(std::strerror(errno)));
    }
    std::string output;
    std::array<char, 4096> piece{};
    while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe)) {
        output.append(piece.data(), size);
    }
    if (::pclose(pipe) != 0) {
        throw InputError("the token command failed; try it by itself: " + command);
    }
    while (!output.empty() && (output.back() == '\n' || output.back() == '\r')) {
        output.pop_back();
    }
    return output;
}

}  // namespace

Tokens tokens_from_file(const std::string& path, const std::vector<std::string>& subjects) {
    std::ifstream file(path);
    if (!file) {
        throw InputError("cannot read " + path + ": " + std::strerror(errno) + "; check --tokens");
    }
    Tokens tokens;
    std::string subject;
    std::string token;
    while (file >> subject >> token) {
        tokens[subject] = token;
    }
    for (const std::string& wanted : subjects) {
        if (!tokens.contains(wanted)) {
            std::string text = path;
            throw InputError(
                text.append(" has no token of ").append(wanted).append("; add one, or use fewer --pairs"));
        }
    }
    return tokens;
}

Tokens tokens_from_command(const std::string& command, const std::vector<std::string>& subjects) {
    if (command.find("{}") == std::string::npos) {
        throw InputError("--token-command must have {} where the person's subject goes");
    }
    Tokens tokens;
    for (const std::string& subject : subjects) {
        tokens[subject] = output_of(replaced(command, "{}", subject));
    }
    return tokens;
}

}  // namespace courtside::replay
