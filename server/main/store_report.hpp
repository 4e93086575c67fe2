#pragma once

#include "adapters/sqlite/verify.hpp"

#include <boost/json/object.hpp>

#include <ostream>

namespace courtside::server {

// How much a store holds, in the words of every command that says so.

[[nodiscard]] inline boost::json::object counts_document(const sqlite::StoreCounts& counts) {
    return {{"tenants", counts.tenants},   {"people", counts.people},
            {"issues", counts.issues},     {"requests", counts.requests},
            {"sessions", counts.sessions}, {"live_sessions", counts.live_sessions},
            {"messages", counts.messages}};
}

inline void print_counts(std::ostream& out, const sqlite::StoreCounts& counts) {
    out << "companies " << counts.tenants << ", people " << counts.people << ", issues " << counts.issues
        << ", requests " << counts.requests << ", sessions " << counts.sessions << " (live "
        << counts.live_sessions << "), messages " << counts.messages << '\n';
}

}  // namespace courtside::server
