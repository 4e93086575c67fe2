#pragma once

#include "core/claims.hpp"
#include "core/time.hpp"

#include <jansson.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::jwt {

/// Reads claims within their bounds. The first thing that is wrong stays as `problem()`; what is
/// read after it has no meaning, so callers read everything and ask once.
///
/// Private to this folder. Borrows the JSON object.
class ClaimReader {
public:
    explicit ClaimReader(const json_t& claims) : claims_(claims) {}

    /// A text of `least` to `most` bytes without control characters.
    [[nodiscard]] std::optional<std::string> text(const char* claim, std::size_t least, std::size_t most);
    /// As `text`; its absence is a problem.
    [[nodiscard]] std::string required_text(const char* claim, std::size_t least, std::size_t most);
    /// A NumericDate of RFC 7519, cut to whole seconds; at most the year 9999.
    [[nodiscard]] std::optional<core::Instant> instant(const char* claim);
    /// As `instant`; its absence is a problem.
    [[nodiscard]] core::Instant required_instant(const char* claim);
    /// That `aud` is, or holds, `audience`.
    void require_audience(std::string_view audience);
    /// What the token says of the person beyond who they are.
    [[nodiscard]] core::Profile profile();

    /// One sentence that says what to do; nothing while all is well.
    [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

private:
    void refuse(std::string sentence);
    [[nodiscard]] std::optional<core::Roles> roles();
    [[nodiscard]] std::optional<std::vector<core::SkillLevel>> skills();
    void add_skill(std::vector<core::SkillLevel>& skills, const char* code, const json_t* level);
    [[nodiscard]] std::optional<std::vector<std::string>> languages();
    void add_language(std::vector<std::string>& languages, const json_t* tag);

    const json_t& claims_;
    std::optional<std::string> problem_;
};

}  // namespace courtside::jwt
