#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/verify.hpp"
#include "main/commands.hpp"
#include "main/json_array.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <ostream>
#include <stdexcept>

namespace courtside::server {
namespace {

void print_json(std::ostream& out, const std::vector<std::string>& problems,
                const sqlite::StoreCounts& counts) {
    out << boost::json::serialize(boost::json::object{{"problems", json_array(problems)},
                                                      {"tenants", counts.tenants},
                                                      {"people", counts.people},
                                                      {"issues", counts.issues},
                                                      {"requests", counts.requests},
                                                      {"sessions", counts.sessions},
                                                      {"live_sessions", counts.live_sessions},
                                                      {"messages", counts.messages}})
        << '\n';
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
        context.out << "companies " << counts.tenants << ", people " << counts.people << ", issues "
                    << counts.issues << ", requests " << counts.requests << ", sessions " << counts.sessions
                    << " (live " << counts.live_sessions << "), messages " << counts.messages << '\n';
    }
    if (!problems.empty()) {
        return failed("The store is damaged, with " + std::to_string(problems.size()) +
                      (problems.size() == 1 ? " problem" : " problems") +
                      "; keep a copy of the folder and restore the last good backup.");
    }
    return {};
}

}  // namespace courtside::server
