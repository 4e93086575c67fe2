#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/verify.hpp"
#include "main/commands.hpp"
#include "main/json_array.hpp"
#include "main/store_report.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <ostream>
#include <stdexcept>

namespace courtside::server {
namespace {

void print_json(std::ostream& out, const std::vector<std::string>& problems,
                const sqlite::StoreCounts& counts) {
    boost::json::object document{{"problems", json_array(problems)}};
    for (const auto& [name, value] : counts_document(counts)) {
        document[name] = value;
    }
    out << boost::json::serialize(document) << '\n';
}

}  // namespace

Result<> verify(const CommandContext& context) {
    sqlite::StoreCounts counts;
    std::vector<std::string> problems;
    try {
        problems = sqlite::verify(sqlite::database_file(context.settings.data), &counts);
    } catch (const std::runtime_error& error) {
        return store_failure("The store in " + context.settings.data + " cannot be verified", error.what());
    }
    if (context.json) {
        print_json(context.out, problems, counts);
    } else {
        for (const std::string& problem : problems) {
            context.out << problem << '\n';
        }
        print_counts(context.out, counts);
    }
    if (!problems.empty()) {
        return failed("The store is damaged, with " + std::to_string(problems.size()) +
                      (problems.size() == 1 ? " problem" : " problems") +
                      "; keep a copy of the folder and restore the last good backup.");
    }
    return {};
}

}  // namespace courtside::server
