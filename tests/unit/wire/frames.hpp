#pragma once

#include "courtside/v1/frames.pb.h"
#include "wire/format.hpp"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace courtside::wire {

namespace pb = courtside::v1;

/// A client's frame as it comes from the network.
inline std::string payload(Format format, const pb::ClientFrame& frame) {
    std::string out;
    if (format == Format::binary) {
        EXPECT_TRUE(frame.SerializeToString(&out));
    } else {
        EXPECT_TRUE(google::protobuf::util::MessageToJsonString(frame, &out).ok());
    }
    return out;
}

/// What a client makes of the server's frame; strict, so that anything odd fails.
inline pb::ServerFrame parsed(Format format, std::string_view bytes) {
    pb::ServerFrame frame;
    if (format == Format::binary) {
        EXPECT_TRUE(frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    } else {
        EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(std::string(bytes), &frame).ok()) << bytes;
    }
    return frame;
}

class InBothFormats : public testing::TestWithParam<Format> {};

inline std::string format_name(const testing::TestParamInfo<Format>& info) {
    return info.param == Format::binary ? "Binary" : "Json";
}

}  // namespace courtside::wire
