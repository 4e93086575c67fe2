#include "adapters/jwt/key_snapshot.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/files.hpp"
#include "main/json_array.hpp"
#include "main/secret.hpp"
#include "main/text_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdio>
#include <ostream>
#include <string_view>
#include <variant>

namespace courtside::server {
namespace {

namespace json = boost::json;

std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) {
        line += (line.empty() ? "" : " ") + text;
    }
    return line;
}

std::vector<std::string> key_ids(const core::Tenant& tenant) {
    std::vector<std::string> ids;
    for (const core::TenantKey& key : tenant.keys) {
        ids.push_back(key.key_id);
    }
    return ids;
}

/// Whether browsers could send this as a page's origin (RFC 6454, 6.2): no path, no capitals.
bool is_origin(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme)) {
            text.remove_prefix(scheme.size());
            return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':' ||
                       c == '[' || c == ']';
            });
        }
    }
    return false;
}

void print_added(const CommandContext& context, const TenantAddOptions& options, std::uint64_t id,
                 const std::string& secret_to_show) {
    if (context.json) {
        json::object document{{"id", id}, {"issuer", options.issuer}, {"key_id", options.key_id}};
        if (!secret_to_show.empty()) {
            document["secret"] = secret_to_show;
        }
        context.out << json::serialize(document) << '\n';
        return;
    }
    print_table(context.out,
                {{"tenant", std::to_string(id)}, {"issuer", options.issuer}, {"key id", options.key_id}});
    if (options.secret_output) {
        context.out << "The secret is in " << *options.secret_output << ".\n";
    } else if (!secret_to_show.empty()) {
        context.out << "secret  " << secret_to_show << "\n"
                    << "Keep the secret: it signs the company's tokens and is not shown again.\n";
    }
}

/// The company may be there: then nobody else has its secret.
Failure keep_secret(Failure unknown, const CommandContext& context, const TenantAddOptions& options,
                    const std::string& secret) {
    if (!options.secret_file && !options.secret_output) {
        context.out << "secret  " << secret << '\n';
    }
    unknown.sentence += " If 'courtside tenant list' shows the company, its secret is the one " +
                        (options.secret_file     ? "in " + *options.secret_file
                         : options.secret_output ? "in " + *options.secret_output
                                                 : std::string("printed here")) +
                        ".";
    return unknown;
}

}  // namespace

Result<> tenant_add(const CommandContext& context, const TenantAddOptions& options) {
    for (const std::string& origin : options.origins) {
        if (!is_origin(origin)) {
            return usage_failure(
                "'" + origin +
                "' is no web origin; write scheme, host and port without a path, in small letters, "
                "such as https://intranet.example.");
        }
    }
    std::string secret;
    if (options.secret_file) {
        auto read = read_secret(*options.secret_file);
        if (!read) {
            return read.error();
        }
        secret = *std::move(read);
    } else {
        secret = make_secret();
    }
    const core::TenantKey key{options.key_id, core::KeyAlgorithm::hs256, secret};
    if (const auto problem = jwt::problem_with(key)) {
        return usage_failure(*problem);
    }
    // Before the company is there: a company whose secret nobody has would be of no use.
    if (options.secret_output) {
        if (const auto written = write_new_private_file(*options.secret_output, secret + "\n"); !written) {
            return written.error();
        }
    }
    const auto outcome =
        apply_admin(context.settings, core::AddTenant{options.name, options.issuer, {key}, options.origins});
    if (!outcome && outcome.error().code == ExitCode::unknown) {
        return keep_secret(outcome.error(), context, options, secret);
    }
    if (options.secret_output && !(outcome && std::holds_alternative<core::AdminResult>(*outcome))) {
        std::remove(options.secret_output->c_str());
    }
    if (!outcome) {
        return outcome.error();
    }
    if (const auto* refused = std::get_if<core::Error>(&*outcome)) {
        return usage_failure("The company was not added: " + refused->text + ".");
    }
    print_added(context, options, std::get<core::AdminResult>(*outcome).id,
                options.secret_file || options.secret_output ? "" : secret);
    return {};
}

Result<> tenant_list(const CommandContext& context) {
    const auto directory = read_directory(context.settings);
    if (!directory) {
        return directory.error();
    }
    json::array document;
    std::vector<std::vector<std::string>> rows{
        {"id", "name", "issuer", "keys", "origins", "people", "skills"}};
    for (const TenantEntry& entry : *directory) {
        const core::Tenant& tenant = entry.tenant;
        if (context.json) {
            document.push_back(json::object{{"id", tenant.id.value},
                                            {"name", tenant.name},
                                            {"issuer", tenant.issuer},
                                            {"keys", json_array(key_ids(tenant))},
                                            {"origins", json_array(tenant.origins)},
                                            {"people", entry.people.size()},
                                            {"skills", entry.skills}});
        } else {
            rows.push_back({std::to_string(tenant.id.value), tenant.name, tenant.issuer,
                            joined(key_ids(tenant)), joined(tenant.origins),
                            std::to_string(entry.people.size()), std::to_string(entry.skills)});
        }
    }
    if (context.json) {
        context.out << json::serialize(document) << '\n';
    } else if (rows.size() == 1) {
        context.out
            << "There is no company yet; add one with: courtside tenant add --name NAME --issuer ISSUER\n";
    } else {
        print_table(context.out, rows);
    }
    return {};
}

}  // namespace courtside::server
