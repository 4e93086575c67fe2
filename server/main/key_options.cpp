#include "main/key_options.hpp"

#include "adapters/jwt/key_snapshot.hpp"
#include "adapters/jwt/public_key.hpp"
#include "main/files.hpp"
#include "main/secret.hpp"

#include <cstdio>
#include <ostream>
#include <utility>
#include <variant>

namespace courtside::server {
namespace {

Result<jwt::PublicKey> read_public_key_file(const KeyOptions& options) {
    const auto text = read_text_file(*options.public_key_file, jwt::max_public_key_bytes);
    if (!text) {
        return text.error();
    }
    auto read = jwt::read_public_key(*text);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        return usage_failure(*options.public_key_file + ": " + *problem);
    }
    auto& key = std::get<jwt::PublicKey>(read);
    const std::string algorithm(jwt::algorithm_name(key.algorithm));
    if (options.algorithm && *options.algorithm != algorithm) {
        return usage_failure("The key in " + *options.public_key_file + " is for " + algorithm +
                             ", not for " + *options.algorithm +
                             "; leave out --algorithm, or give the key that it is for.");
    }
    return std::move(key);
}

/// The change may have been made: then nobody else has the secret.
Failure keep_secret(Failure unknown, const CommandContext& context, const KeyOptions& options,
                    const NewKey& key) {
    if (key.made_secret.empty()) {
        return unknown;
    }
    if (!options.secret_output) {
        context.out << "secret  " << key.made_secret << '\n';
    }
    unknown.sentence += " If 'courtside tenant list' shows the company with the key " + key.key.key_id +
                        ", its secret is the one " +
                        (options.secret_output ? "in " + *options.secret_output : "printed here") + ".";
    return unknown;
}

}  // namespace

Result<NewKey> read_or_make_key(const KeyOptions& options, const std::string& default_id) {
    NewKey made;
    std::string own_id;
    if (options.public_key_file) {
        auto read = read_public_key_file(options);
        if (!read) {
            return read.error();
        }
        made.key.algorithm = read->algorithm;
        made.key.material = std::move(read->pem);
        own_id = std::move(read->key_id);
    } else if (options.algorithm && *options.algorithm != jwt::algorithm_name(core::KeyAlgorithm::hs256)) {
        return usage_failure(*options.algorithm +
                             " needs the company's public key; give it with --public-key FILE.");
    } else if (options.secret_file) {
        auto read = read_secret(*options.secret_file);
        if (!read) {
            return read.error();
        }
        made.key.material = *std::move(read);
    } else {
        made.made_secret = make_secret();
        made.key.material = made.made_secret;
    }
    made.key.key_id = options.key_id.value_or(own_id.empty() ? default_id : own_id);
    if (const auto problem = jwt::problem_with(made.key)) {
        return usage_failure(*problem);
    }
    return made;
}

Result<core::AdminResult> store_key(const CommandContext& context, const KeyOptions& options,
                                    const NewKey& key, AdminChange change, const std::string& refused) {
    if (options.secret_output) {
        const auto written = write_new_private_file(*options.secret_output, key.made_secret + "\n");
        if (!written) {
            return written.error();
        }
    }
    const auto outcome = apply_admin(context.settings, std::move(change));
    if (!outcome && outcome.error().code == ExitCode::unknown) {
        return keep_secret(outcome.error(), context, options, key);
    }
    if (options.secret_output && !(outcome && std::holds_alternative<core::AdminResult>(*outcome))) {
        std::remove(options.secret_output->c_str());
    }
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* error = std::get_if<core::Error>(&*outcome)) {
        return usage_failure(refused + ": " + error->text + ".");
    }
    return std::get<core::AdminResult>(*outcome);
}

void print_secret(const CommandContext& context, const KeyOptions& options, const NewKey& key) {
    if (options.secret_output) {
        context.out << "The secret is in " << *options.secret_output << ".\n";
    } else if (!key.made_secret.empty()) {
        context.out << "secret  " << key.made_secret << "\n"
                    << "Keep the secret: it signs the company's tokens and is not shown again.\n";
    }
}

}  // namespace courtside::server
