#include "support/company.hpp"

#include "adapters/jwt/token_mint.hpp"
#include "support/child_process.hpp"
#include "support/server_process.hpp"

#include <fstream>
#include <functional>
#include <stdexcept>
#include <utility>

namespace courtside::test {
namespace {

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

std::string csv_of(const std::vector<SkillRow>& skills) {
    std::string text = "code,label,description\n";
    for (const SkillRow& row : skills) {
        text += row.code + "," + row.label + ",\n";
    }
    return text;
}

std::string csv_of(const std::vector<PersonRow>& people) {
    std::string text = "subject,name,roles,skills,languages,time_zone,manager,unit\n";
    for (const PersonRow& row : people) {
        text += row.subject + "," + row.name + "," + row.roles + "," + row.skills + "," + row.languages +
                "," + row.time_zone + "," + row.manager + "," + row.unit + "\n";
    }
    return text;
}

core::Instant system_now() {
    return core::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count()};
}

}  // namespace

std::string run_courtside(const std::vector<std::string>& arguments) {
    std::vector<std::string> all{courtside_program()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const CommandResult result = run_program(all);
    if (result.end != ProcessEnd{0, 0}) {
        throw std::runtime_error("courtside " + arguments.front() + ": " + describe(result.end) + "\n" +
                                 result.output);
    }
    return result.output;
}

Company::Company(const std::filesystem::path& folder, const std::vector<SkillRow>& skills,
                 const std::vector<PersonRow>& people, std::string issuer)
    : issuer_(std::move(issuer)),
      key_{"key-1", core::KeyAlgorithm::hs256, "the secret of tests, at least 32 bytes of it"} {
    const std::string data = (folder / "data").string();
    const std::string file =
        (folder / ("input-" + std::to_string(std::hash<std::string>{}(issuer_)))).string();
    write_file(file, key_.material);
    run_courtside({"tenant", "add", "--data", data, "--name", "Example", "--issuer", issuer_, "--key-id",
                   key_.key_id, "--secret-file", file});
    write_file(file, csv_of(skills));
    run_courtside({"skill", "import", "--data", data, "--tenant", issuer_, file});
    write_file(file, csv_of(people));
    run_courtside({"person", "import", "--data", data, "--tenant", issuer_, file});
}

std::string Company::token(const std::string& subject, const TokenOptions& options) const {
    core::TenantKey key = key_;
    if (!options.wrong_secret.empty()) {
        key.material = options.wrong_secret;
    }
    const core::Instant expires = system_now() + core::seconds(options.life.count());
    // Issued a while before, also where it ended a moment ago.
    const core::Instant issued{expires.ms - core::hours(2).ms};
    return jwt::mint(key, {issuer_, options.audience, subject, issued, expires, options.claims});
}

}  // namespace courtside::test
