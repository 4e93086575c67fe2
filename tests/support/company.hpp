#pragma once

#include "core/claims.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace courtside::test {

/// A row of the import, as text.
struct PersonRow {
    std::string subject;
    std::string name;
    std::string roles;
    std::string skills{};
    std::string languages = "en";
    std::string time_zone = "Europe/Berlin";
    std::string manager{};
    std::string unit{};
};

struct SkillRow {
    std::string code;
    std::string label;
};

struct TokenOptions {
    /// From now on; also negative.
    std::chrono::seconds life{3600};
    core::Profile claims{};
    std::string audience = "courtside";
    /// Another secret than the company's.
    std::string wrong_secret{};
};

/// A company in the store of a server that does not run yet, made by the program's own command line, and
/// the one who signs its people's tokens.
class Company {
public:
    /// Uses `<folder>/data` for the store and a few more files beside it. Throws std::runtime_error with the
    /// program's output where it refuses.
    Company(const std::filesystem::path& folder, const std::vector<SkillRow>& skills,
            const std::vector<PersonRow>& people, std::string issuer = "https://id.example");

    [[nodiscard]] std::string token(const std::string& subject, const TokenOptions& options = {}) const;

private:
    std::string issuer_;
    core::TenantKey key_;
};

/// Runs the program and gives its output. Throws std::runtime_error if it fails.
std::string run_courtside(const std::vector<std::string>& arguments);

}  // namespace courtside::test
