#include "unit/wire/frames.hpp"
#include "wire/decoder.hpp"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/message_differencer.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace courtside::wire {
namespace {

/// A frame in the protocol's JSON form and in its binary one. The web SDK's tests read the same file, so the
/// two sides agree on every byte.
struct Vector {
    std::string name;
    std::string message;
    std::string json;
    std::string binary;
};

std::string from_hex(const std::string& digits) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
        bytes.push_back(static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16)));
    }
    return bytes;
}

std::vector<Vector> vectors() {
    const std::ifstream file(COURTSIDE_WIRE_VECTORS);
    std::stringstream text;
    text << file.rdbuf();
    google::protobuf::ListValue list;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text.str(), &list).ok())
        << COURTSIDE_WIRE_VECTORS;
    std::vector<Vector> out;
    for (const auto& entry : list.values()) {
        const auto& fields = entry.struct_value().fields();
        Vector vector{fields.at("name").string_value(),
                      fields.at("message").string_value(),
                      {},
                      from_hex(fields.at("hex").string_value())};
        EXPECT_TRUE(google::protobuf::util::MessageToJsonString(fields.at("json"), &vector.json).ok());
        out.push_back(std::move(vector));
    }
    return out;
}

std::unique_ptr<google::protobuf::Message> empty_message(const Vector& vector) {
    if (vector.message == "ClientFrame") {
        return std::make_unique<pb::ClientFrame>();
    }
    return std::make_unique<pb::ServerFrame>();
}

TEST(GoldenVectors, AreThere) {
    EXPECT_GT(vectors().size(), 60U);
}

TEST(GoldenVectors, AreTheSameInBothFormsAndBothDirections) {
    for (const auto& vector : vectors()) {
        SCOPED_TRACE(vector.name);
        const auto from_json = empty_message(vector);
        const auto from_binary = empty_message(vector);
        ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(vector.json, from_json.get()).ok())
            << vector.json;
        ASSERT_TRUE(from_binary->ParseFromString(vector.binary));
        EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*from_json, *from_binary))
            << from_json->ShortDebugString();
        EXPECT_EQ(from_json->SerializeAsString(), vector.binary);
    }
}

TEST(GoldenVectors, AreTakenOrRefusedByTheServerAlikeInBothForms) {
    Decoder decoder;
    for (const auto& vector : vectors()) {
        if (vector.message != "ClientFrame") {
            continue;
        }
        SCOPED_TRACE(vector.name);
        const auto binary = decoder.decode(Format::binary, vector.binary);
        const auto json = decoder.decode(Format::json, vector.json);
        ASSERT_EQ(binary.index(), json.index());
        if (const auto* refused = std::get_if<Refused>(&binary)) {
            EXPECT_EQ(refused->request_id, std::get<Refused>(json).request_id);
            EXPECT_EQ(refused->error.code, std::get<Refused>(json).error.code);
        } else {
            EXPECT_EQ(std::get<ClientMessage>(binary).content.index(),
                      std::get<ClientMessage>(json).content.index());
        }
    }
}

}  // namespace
}  // namespace courtside::wire
