#include "adapters/http/accept_encoding.hpp"

#include <gtest/gtest.h>

namespace courtside::http {
namespace {

int quality(const std::string& accepted, std::string_view coding) {
    Request request;
    request.fields.emplace_back("Accept-Encoding", accepted);
    return coding_quality(request, coding);
}

TEST(AcceptEncoding, NothingIsWantedWithoutTheField) {
    EXPECT_EQ(coding_quality(Request{}, "br"), 0);
}

TEST(AcceptEncoding, WhatIsNamedIsWantedAsMuchAsItSays) {
    EXPECT_EQ(quality("gzip, deflate, br", "br"), 1000);
    EXPECT_EQ(quality("GZIP;q=0.5, br;q=0.25", "gzip"), 500);
    EXPECT_EQ(quality("gzip ; q=0.5, br;q=0.25", "br"), 250);
    EXPECT_EQ(quality("br;Q=0.001", "br"), 1);
    EXPECT_EQ(quality("br;q=1.000", "br"), 1000);
}

TEST(AcceptEncoding, ZeroAndWhatIsNoQualityRefuse) {
    for (const char* accepted :
         {"br;q=0", "br;q=0.000", "br;q=", "br;q=2", "br;q=0,5", "br;q=0.1234", "br;x=1", "gzip"}) {
        EXPECT_EQ(quality(accepted, "br"), 0) << accepted;
    }
}

TEST(AcceptEncoding, AStarStandsForWhatIsNotNamed) {
    EXPECT_EQ(quality("*;q=0.3, gzip;q=0", "br"), 300);
    EXPECT_EQ(quality("*;q=0.3, gzip;q=0", "gzip"), 0);
}

}  // namespace
}  // namespace courtside::http
