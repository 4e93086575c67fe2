#include "unit/app/shard_fixture.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace courtside::app {

namespace {

core::PersonImport person(const std::string& subject, core::Role role) {
    core::PersonImport out{subject, {}};
    core::Roles roles;
    roles.add(role);
    out.profile.roles = roles;
    out.profile.skills = std::vector<core::SkillLevel>{{"S1", 3}};
    out.profile.languages = std::vector<std::string>{"en"};
    return out;
}

}  // namespace

ShardTest::ShardTest(ports::Store* instead) : stored_in_(instead != nullptr ? instead : &store) {
    restart();
    const auto expect_done = [](const std::variant<core::Error, core::AdminResult>& result) {
        if (const auto* error = std::get_if<core::Error>(&result)) {
            throw std::logic_error(error->text);
        }
    };
    const core::TenantKey key{"key-1", core::KeyAlgorithm::hs256, std::string(32, 'k')};
    shard->apply(
        {0, "test", core::AddTenant{"One", "https://one.example/sign-in", {key}, {"https://one.example"}}},
        expect_done);
    shard->apply({0, "test", core::ImportSkills{{1}, {{"S1", "spreadsheets", ""}}}}, expect_done);
    shard->apply(
        {0, "test",
         core::ImportPeople{{1}, {person("ada", core::Role::learner), person("carl", core::Role::coach)}}},
        expect_done);
    turn();
    journal.clear();
}

void ShardTest::restart() {
    shard = std::make_unique<Shard>(options,
                                    ShardPorts{*stored_in_, history, identity, network, observer, push_to},
                                    zones, policy, [this] { return now; });
    if (const auto error = shard->start()) {
        throw std::logic_error(error->text);
    }
}

core::ConnectionId ShardTest::open(ports::Format format, std::string_view origin) {
    const core::ConnectionId id{++last_connection_};
    formats_[id] = format;
    shard->on_open(id, format, origin);
    return id;
}

core::ConnectionId ShardTest::sign_in(const std::string& subject, ports::Format format) {
    const auto id = open(format);
    EXPECT_TRUE(call(id, hello("1:" + subject)).has_welcome());
    return id;
}

pb::ClientFrame ShardTest::frame() {
    pb::ClientFrame out;
    out.set_request_id(++last_request_);
    auto id = std::to_string(last_request_);
    id.resize(16, '.');
    out.set_command_id(id);
    return out;
}

pb::ClientFrame ShardTest::hello(const std::string& token) {
    auto out = frame();
    out.clear_command_id();
    out.mutable_hello()->set_token(token);
    return out;
}

pb::ClientFrame ShardTest::open_issue(const std::string& title) {
    auto out = frame();
    out.mutable_open_issue()->set_title(title);
    return out;
}

pb::ClientFrame ShardTest::text(std::uint64_t session, const std::string& text) {
    auto out = frame();
    out.mutable_send_message()->set_session_id(session);
    out.mutable_send_message()->mutable_text()->set_text(text);
    return out;
}

ports::Intake ShardTest::send(core::ConnectionId connection, const pb::ClientFrame& frame) {
    std::string bytes;
    if (formats_.at(connection) == ports::Format::binary) {
        bytes = frame.SerializeAsString();
    } else {
        EXPECT_TRUE(google::protobuf::util::MessageToJsonString(frame, &bytes).ok());
    }
    return shard->on_message(connection, bytes);
}

std::vector<pb::ServerFrame> ShardTest::received(core::ConnectionId connection) {
    std::vector<pb::ServerFrame> out;
    for (const auto& bytes : std::exchange(network.sent[connection], {})) {
        auto& frame = out.emplace_back();
        if (formats_.at(connection) == ports::Format::binary) {
            EXPECT_TRUE(frame.ParseFromString(bytes));
        } else {
            EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(bytes, &frame).ok());
        }
    }
    return out;
}

pb::ServerFrame ShardTest::call(core::ConnectionId connection, const pb::ClientFrame& frame) {
    EXPECT_EQ(send(connection, frame), ports::Intake::taken);
    turn();
    if (!history.loads.empty()) {
        for (const auto& [key, done] : std::exchange(history.loads, {})) {
            done(store.world.load(key), false);
        }
        turn();
    }
    auto frames = received(connection);
    const auto reply = std::ranges::find(frames, frame.request_id(), &pb::ServerFrame::request_id);
    if (reply == frames.end()) {
        ADD_FAILURE() << "no reply to " << frame.ShortDebugString();
        return {};
    }
    return *reply;
}

std::uint64_t ShardTest::begin_session(core::ConnectionId learner, core::ConnectionId coach) {
    auto ready = frame();
    ready.clear_command_id();
    ready.mutable_set_presence()->set_ready_until_ms((now + core::hours(2)).ms);
    EXPECT_TRUE(call(coach, ready).has_presence_changed());

    auto ask = frame();
    ask.mutable_ask()->set_issue_id(
        call(learner, open_issue("Pivot tables")).issue_opened().issue().issue_id());
    ask.mutable_ask()->set_minutes(15);
    ask.mutable_ask()->set_skill("S1");
    EXPECT_TRUE(call(learner, ask).has_asked());

    auto accept = frame();
    for (const auto& event : received(coach)) {
        if (event.has_offer_made()) {
            accept.mutable_accept_offer()->set_offer_id(event.offer_made().offer().offer_id());
        }
    }
    const auto session = call(coach, accept).session_changed().session().session_id();
    for (const auto each : {learner, coach}) {
        auto join = frame();
        join.mutable_join_session()->set_session_id(session);
        EXPECT_TRUE(call(each, join).has_session_changed());
    }
    static_cast<void>(received(learner));
    static_cast<void>(received(coach));
    return session;
}

}  // namespace courtside::app
