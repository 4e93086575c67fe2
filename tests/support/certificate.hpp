#pragma once

#include <filesystem>
#include <string>

namespace courtside::test {

/// A key and a certificate for 127.0.0.1 that it signed itself, made at run time. Clients trust it if they
/// take its file as their list of authorities.
struct Certificate {
    std::filesystem::path certificate;
    std::filesystem::path key;

    /// Writes NAME.pem and NAME.key into `folder`; the name is the subject, too.
    [[nodiscard]] static Certificate make(const std::filesystem::path& folder, const std::string& name);
};

}  // namespace courtside::test
