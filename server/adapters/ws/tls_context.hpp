#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>
#include <variant>

namespace courtside::ws {

/// PEM files: the server's certificate with the chain behind it, and its private key without a passphrase.
struct TlsFiles {
    std::string certificate;
    std::string key;
};

/// What new connections speak TLS with (1.2 and 1.3). Immutable: a renewed certificate is a new context,
/// and connections that are there keep theirs.
class TlsContext {
public:
    /// Or why the files cannot be used, as a sentence that names the file.
    [[nodiscard]] static std::variant<TlsContext, std::string> load(const TlsFiles& files);

    /// The end of the certificate's validity, such as "Nov 24 12:00:00 2027 GMT".
    [[nodiscard]] const std::string& valid_until() const { return valid_until_; }

    [[nodiscard]] SSL_CTX* native() const { return context_.get(); }

private:
    struct Free {
        void operator()(SSL_CTX* context) const;
    };

    TlsContext() = default;

    std::unique_ptr<SSL_CTX, Free> context_;
    std::string valid_until_;
};

}  // namespace courtside::ws
