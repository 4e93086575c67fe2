#include "unit/architecture/include_edges.hpp"

#include <gtest/gtest.h>

#include <set>

namespace courtside::architecture {
namespace {

bool fits(const std::string& file, const std::string& target, bool system = false) {
    return problem_with({file, 1, target, system}).empty();
}

TEST(IncludeEdges, AreAllAllowed) {
    const auto includes = includes_below(COURTSIDE_SERVER_DIR);
    std::set<std::string> parts;
    for (const auto& include : includes) {
        EXPECT_EQ(problem_with(include), "");
        parts.insert(part_of(include.file));
    }
    // The whole server was looked at.
    for (const auto* part :
         {"core", "ports", "wire", "app", "main", "sim", "adapters/ws", "adapters/sqlite"}) {
        EXPECT_TRUE(parts.contains(part)) << part;
    }
}

TEST(IncludeEdges, PointFromTheOutsideIn) {
    EXPECT_TRUE(fits("main/serve.cpp", "adapters/ws/websocket_server.hpp"));
    EXPECT_TRUE(fits("adapters/sqlite/sqlite_store.hpp", "ports/store.hpp"));
    EXPECT_TRUE(fits("app/shard.hpp", "wire/decoder.hpp"));
    EXPECT_TRUE(fits("wire/decoder.cpp", "courtside/v1/frames.pb.h"));
    EXPECT_TRUE(fits("core/engine.cpp", "core/engine.hpp"));

    EXPECT_TRUE(fits("sim/simulation.cpp", "core/engine.hpp"));
    EXPECT_TRUE(fits("adapters/coverage/report.cpp", "sim/company.hpp"));

    EXPECT_FALSE(fits("sim/company.cpp", "main/failure.hpp"));
    EXPECT_FALSE(fits("core/engine.cpp", "ports/store.hpp"));
    EXPECT_FALSE(fits("ports/store.hpp", "app/shard.hpp"));
    EXPECT_FALSE(fits("wire/decoder.cpp", "ports/connections.hpp"));
    EXPECT_FALSE(fits("app/shard.cpp", "courtside/v1/frames.pb.h"));
    EXPECT_FALSE(fits("app/shard.cpp", "adapters/sqlite/sqlite_store.hpp"));
    EXPECT_FALSE(fits("adapters/sqlite/sqlite_store.cpp", "app/shard.hpp"));
    EXPECT_FALSE(fits("adapters/jwt/token_verifier.cpp", "adapters/zone/zone_loader.hpp"));
    EXPECT_FALSE(fits("core/engine.cpp", "engine.hpp"));
    EXPECT_FALSE(fits("stray.cpp", "core/engine.hpp"));
}

TEST(IncludeEdges, KeepTheCorePure) {
    EXPECT_TRUE(fits("core/engine.cpp", "vector", true));
    for (const auto* header : {"chrono", "thread", "mutex", "random", "iostream", "fstream", "sys/time.h",
                               "unistd.h", "boost/json.hpp", "google/protobuf/arena.h"}) {
        EXPECT_FALSE(fits("core/engine.cpp", header, true)) << header;
    }
    EXPECT_TRUE(fits("app/clock.cpp", "chrono", true));
}

TEST(IncludeEdges, KeepLibrariesInTheirPlace) {
    EXPECT_TRUE(fits("adapters/ws/hub.hpp", "boost/asio/steady_timer.hpp", true));
    EXPECT_FALSE(fits("app/shard.cpp", "boost/asio/io_context.hpp", true));
    EXPECT_FALSE(fits("adapters/ws/hub.cpp", "sqlite3.h", true));
    EXPECT_FALSE(fits("adapters/ws/hub.cpp", "google/protobuf/arena.h", true));
    EXPECT_FALSE(fits("main/serve.cpp", "boost/beast/core.hpp", true));
}

TEST(IncludesIn, FindsEveryWayToWriteOne) {
    const auto includes = includes_in(
        "#include <vector>\n\n  #  include \"core/ids.hpp\"  // why\n// #include <no>\n#define x\n",
        "core/x.hpp");
    ASSERT_EQ(includes.size(), 2U);
    EXPECT_EQ(includes[0].target, "vector");
    EXPECT_TRUE(includes[0].system);
    EXPECT_EQ(includes[1].target, "core/ids.hpp");
    EXPECT_FALSE(includes[1].system);
    EXPECT_EQ(includes[1].line, 3);
}

}  // namespace
}  // namespace courtside::architecture
