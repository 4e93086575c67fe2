#include "adapters/http/static_files.hpp"

#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace courtside::http {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class Pages : public ::testing::Test {
protected:
    Pages() {
        write("embed.js", "tag");
        write("widget/index.html", "<p>widget");
        write("widget/index.html.br", "br of widget");
        write("widget/index.html.gz", "gz of widget");
        write("widget/assets/part.ABC.js", "part");
        write("desk/index.html", "<p>desk");
        write("desk/sw.js", "worker");
        write("lonely.gz", "no compressed form of anything");
    }

    void write(const std::string& name, const std::string& content) {
        const auto path = folder_.path() / "root" / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
    }
    [[nodiscard]] StaticFileOptions options() const {
        StaticFileOptions options;
        options.folder = folder_.path() / "root";
        options.may_embed = [](std::string_view origin) { return origin == "https://intra.example"; };
        return options;
    }
    [[nodiscard]] Response get(const std::string& target,
                               std::vector<std::pair<std::string, std::string>> fields = {}) const {
        return get(options(), target, std::move(fields));
    }
    static Response get(StaticFileOptions options, const std::string& target,
                        std::vector<std::pair<std::string, std::string>> fields = {}) {
        const auto files = StaticFiles::read(std::move(options));
        return std::get<StaticFiles>(files).handle({"GET", target, 11, std::move(fields)});
    }
    [[nodiscard]] static std::string problem(StaticFileOptions options) {
        const auto files = StaticFiles::read(std::move(options));
        const auto* text = std::get_if<std::string>(&files);
        return text == nullptr ? "" : *text;
    }
    static std::string field(const Response& response, const std::string& name) {
        for (const auto& [each, value] : response.fields) {
            if (each == name) {
                return value;
            }
        }
        return {};
    }

    test::TempDir folder_;
};

TEST_F(Pages, AreFoundByTheirPathAndByTheirFolder) {
    EXPECT_EQ(*get("/embed.js").shared_body, "tag");
    EXPECT_EQ(*get("/embed.js?v=1").shared_body, "tag");
    EXPECT_EQ(*get("/%65mbed.js").shared_body, "tag");
    EXPECT_EQ(*get("/desk/").shared_body, "<p>desk");
    EXPECT_EQ(get("/desk/").content_type, "text/html; charset=utf-8");
    EXPECT_EQ(get("/desk/sw.js").content_type, "text/javascript; charset=utf-8");
    const Response folder = get("/desk?x=1");
    EXPECT_EQ(folder.status, 301U);
    EXPECT_EQ(field(folder, "Location"), "/desk/?x=1");
}

TEST_F(Pages, OutsideTheFolderThereIsNothing) {
    std::ofstream(folder_.path() / "secret") << "secret";
    for (const char* target :
         {"/", "/nothing", "/../secret", "/%2e%2e/secret", "/desk/../../secret", "/%252e%252e/secret",
          "//secret", "/desk/%00", "/%", "/%4", "/%zz", "*", "//evil.example"}) {
        EXPECT_EQ(get(target).status, 404U) << target;
    }
}

TEST_F(Pages, GoOutInTheFormThatTheClientLikesBest) {
    const Response brotli = get("/widget/", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(*brotli.shared_body, "br of widget");
    EXPECT_EQ(field(brotli, "Content-Encoding"), "br");
    EXPECT_EQ(field(brotli, "Vary"), "Accept-Encoding");
    EXPECT_EQ(brotli.content_type, "text/html; charset=utf-8");
    const Response gzip = get("/widget/", {{"Accept-Encoding", "gzip, br;q=0.5"}});
    EXPECT_EQ(*gzip.shared_body, "gz of widget");
    const Response plain = get("/widget/", {{"Accept-Encoding", "br;q=0"}});
    EXPECT_EQ(*plain.shared_body, "<p>widget");
    EXPECT_EQ(field(plain, "Content-Encoding"), "");
    EXPECT_EQ(field(plain, "Vary"), "Accept-Encoding") << "a cache must not give it to others";
    EXPECT_NE(field(plain, "ETag"), field(gzip, "ETag"));
    EXPECT_EQ(*get("/lonely.gz").shared_body, "no compressed form of anything");
    EXPECT_EQ(get("/widget/index.html.br").status, 404U);
}

TEST_F(Pages, AreKeptForEverWhereTheirNameHasTheirHash) {
    EXPECT_THAT(field(get("/widget/assets/part.ABC.js"), "Cache-Control"), EndsWith("immutable"));
    EXPECT_EQ(field(get("/embed.js"), "Cache-Control"), "no-cache");
    EXPECT_EQ(field(get("/desk/"), "Cache-Control"), "no-store");
}

TEST_F(Pages, AreNotSentAgainToWhoHasThem) {
    const std::string tag = field(get("/embed.js"), "ETag");
    const Response again = get("/embed.js", {{"If-None-Match", "\"other\", W/" + tag}});
    EXPECT_EQ(again.status, 304U);
    EXPECT_FALSE(again.shared_body);
    EXPECT_EQ(field(again, "ETag"), tag);
    EXPECT_THAT(to_wire(again, false), Not(HasSubstr("Content-Length")));
    write("embed.js", "new tag");
    EXPECT_EQ(get("/embed.js", {{"If-None-Match", tag}}).status, 200U);
}

TEST_F(Pages, RunUnderAPolicyThatAllowsNothingFromElsewhere) {
    for (const char* path : {"/embed.js", "/widget/", "/desk/", "/desk/sw.js"}) {
        const std::string policy = field(get(path), "Content-Security-Policy");
        EXPECT_THAT(policy, HasSubstr("default-src 'self';")) << path;
        EXPECT_THAT(policy, HasSubstr("require-trusted-types-for 'script'")) << path;
        EXPECT_THAT(policy, EndsWith("frame-ancestors 'none'")) << path;
        EXPECT_EQ(field(get(path), "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(field(get(path), "Strict-Transport-Security"), "") << path;
    }
    StaticFileOptions secure = options();
    secure.over_tls = true;
    EXPECT_NE(field(get(std::move(secure), "/desk/"), "Strict-Transport-Security"), "");
}

TEST_F(Pages, TheWidgetIsFramedByTheCompanyThatAsksForItAndByNobodyElse) {
    const auto ancestors = [&](const std::string& path, const std::string& referer) {
        const std::string policy = field(get(path, {{"Referer", referer}}), "Content-Security-Policy");
        return policy.substr(policy.find("frame-ancestors"));
    };
    EXPECT_EQ(ancestors("/widget/", "https://intra.example/"), "frame-ancestors https://intra.example");
    EXPECT_EQ(ancestors("/widget/", "https://intra.example/page?x"), "frame-ancestors https://intra.example");
    EXPECT_EQ(ancestors("/widget/", "https://evil.example/"), "frame-ancestors 'none'");
    EXPECT_EQ(ancestors("/widget/", "https://intra.example.evil.example/"), "frame-ancestors 'none'");
    EXPECT_EQ(ancestors("/widget/", ""), "frame-ancestors 'none'");
    EXPECT_EQ(ancestors("/desk/", "https://intra.example/"), "frame-ancestors 'none'");
}

TEST_F(Pages, ThatOtherPagesLoadSayThatTheyMay) {
    for (const char* path : {"/embed.js", "/widget/assets/part.ABC.js"}) {
        EXPECT_EQ(field(get(path), "Cross-Origin-Resource-Policy"), "cross-origin") << path;
        EXPECT_EQ(field(get(path), "Access-Control-Allow-Origin"), "*") << path;
    }
    EXPECT_EQ(field(get("/desk/sw.js"), "Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_EQ(field(get("/desk/sw.js"), "Access-Control-Allow-Origin"), "");
}

TEST_F(Pages, AFolderThatCannotBeServedIsRefusedWithASentence) {
    StaticFileOptions absent = options();
    absent.folder = folder_.path() / "absent";
    EXPECT_THAT(problem(std::move(absent)), HasSubstr("cannot be read"));
    StaticFileOptions few = options();
    few.most_files = 3;
    EXPECT_THAT(problem(std::move(few)), HasSubstr("more than the 3 files"));
    StaticFileOptions small = options();
    small.most_bytes = 10;
    EXPECT_THAT(problem(std::move(small)), HasSubstr("that are served"));
    std::filesystem::create_symlink("/etc/hostname", folder_.path() / "root" / "link");
    EXPECT_THAT(problem(options()), HasSubstr("symbolic link"));
}

}  // namespace
}  // namespace courtside::http
