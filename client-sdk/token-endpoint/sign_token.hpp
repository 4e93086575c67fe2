#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace courtside_token {

/// Who is signed in on your site.
struct Person {
    std::string subject;  ///< your id of the person
    std::string name;     ///< may be empty
};

/// A Courtside token (JWT, HS256) for one person, for ten minutes from `now`. `secret` is the one that
/// `courtside tenant add` printed; keep it on the server. Nothing when OpenSSL has no memory left.
[[nodiscard]] std::optional<std::string> sign_token(std::string_view secret, std::string_view issuer,
                                                    const Person& person,
                                                    std::chrono::system_clock::time_point now);

}  // namespace courtside_token
