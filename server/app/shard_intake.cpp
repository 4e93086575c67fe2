#include "app/shard.hpp"
#include "core/errors.hpp"

#include <exception>
#include <string>
#include <utility>

namespace courtside::app {

namespace {

core::Error unavailable(core::Duration retry_after) {
    return {core::ErrorCode::unavailable,
            "the server cannot store anything now; reconnect after the delay",
            {},
            true,
            retry_after};
}

core::Error bad_frame(std::string text) {
    return {core::ErrorCode::bad_frame, std::move(text), {}, false, {}};
}

}  // namespace

void Shard::on_open(core::ConnectionId id, ports::Format format, std::string_view origin) {
    const auto now = turn_time();
    const Connection connection{
        .bucket = {rate_, now},
        .format = format == ports::Format::binary ? wire::Format::binary : wire::Format::json};
    registry_.add(id, connection, origin, now + options_.first_frame);
    ports_.connections.set_message_limit(id, options_.frame_bytes_before_welcome);
    if (phase_ == Phase::stopping || phase_ == Phase::stopped) {
        end_connection(id, core::CloseCode::going_down, reconnect_delay(id));
    }
}

ports::Intake Shard::on_message(core::ConnectionId id, std::string_view payload) {
    auto* connection = registry_.find(id);
    if (connection == nullptr || connection->closing) {
        return ports::Intake::taken;
    }
    if (connection->verifying) {
        connection->held_back = true;
        return ports::Intake::hold;
    }
    const auto now = turn_time();
    if (!connection->bucket.take(rate_, now)) {
        ++counters_.frames_held;
        held_.push({connection->bucket.ready_at(rate_, now), id});
        return ports::Intake::hold;
    }
    ++counters_.frames_in;
    ++turn_frames_;
    auto decoded = decoder_.decode(connection->format, payload);
    if (auto* message = std::get_if<wire::ClientMessage>(&decoded)) {
        receive(id, *connection, std::move(*message));
    } else {
        refuse(id, std::get<wire::Refused>(decoded));
    }
    return ports::Intake::taken;
}

void Shard::on_close(core::ConnectionId id) {
    const auto* connection = registry_.find(id);
    const bool signed_in = connection != nullptr && connection->signed_in;
    registry_.remove(id);
    if (signed_in && engine_) {
        step(core::Disconnected{id}, turn_time());
    }
}

void Shard::receive(core::ConnectionId id, Connection& connection, wire::ClientMessage message) {
    if (!engine_) {
        const auto delay = reconnect_delay(id);
        refuse_and_close(id, message.request_id, unavailable(delay), core::CloseCode::try_again, delay);
        return;
    }
    if (const auto* greeting = std::get_if<wire::Hello>(&message.content)) {
        hello(id, connection, message.request_id, *greeting);
        return;
    }
    if (!connection.signed_in) {
        refuse_and_close(id, message.request_id, bad_frame("the first frame of a connection must be a hello"),
                         core::CloseCode::protocol_error);
        return;
    }
    if (const auto* token = std::get_if<wire::RefreshToken>(&message.content)) {
        verify(id, message.request_id, token->token, Purpose::refresh);
    } else {
        command(id, message.request_id, message.command_id,
                std::get<core::Command>(std::move(message.content)));
    }
}

void Shard::refuse(core::ConnectionId id, const wire::Refused& refused) {
    ++counters_.frames_refused;
    // What is no frame of ours leaves nothing to go on with; a wrong value concerns only itself.
    const auto* connection = registry_.find(id);
    if (refused.error.code == core::ErrorCode::bad_frame || !connection->signed_in) {
        refuse_and_close(id, refused.request_id, refused.error, core::CloseCode::protocol_error);
    } else {
        effects_.emplace_back(core::Reply{id, refused.request_id, refused.error});
    }
}

void Shard::hello(core::ConnectionId id, Connection& connection, std::uint64_t request_id,
                  const wire::Hello& hello) {
    if (connection.signed_in) {
        refuse_and_close(id, request_id,
                         bad_frame("this connection is signed in; send refresh_token to renew that"),
                         core::CloseCode::protocol_error);
        return;
    }
    verify(id, request_id, hello.token, Purpose::hello);
}

void Shard::command(core::ConnectionId id, std::uint64_t request_id, const core::CommandId& command_id,
                    core::Command command) {
    if (auto* test = std::get_if<core::TestPush>(&command)) {
        test->code = ports_.push == nullptr ? std::string{} : ports_.push->fresh_code();
    }
    core::ClientCommand input{id, request_id, command_id, std::move(command), std::nullopt};
    // Messages are recognised by what their session holds.
    if (command_id && core::needs_command_id(input.command) &&
        !std::holds_alternative<core::SendMessage>(input.command)) {
        if (const auto speaker = engine_->speaker(id)) {
            try {
                input.prior = ports_.store.find_command(speaker->tenant, speaker->person, command_id);
            } catch (const std::exception& error) {
                // Carrying it out might do it twice. The end of the turn drops the engine.
                trouble_ = ports::StoreError{error.what()};
                return;
            }
        }
    }
    step(std::move(input), turn_time());
}

void Shard::refuse_and_close(core::ConnectionId id, std::uint64_t request_id, core::Error error,
                             core::CloseCode code, core::Duration delay) {
    effects_.emplace_back(core::Reply{id, request_id, std::move(error)});
    end_connection(id, code, delay);
}

void Shard::end_connection(core::ConnectionId id, core::CloseCode code, core::Duration delay) {
    auto* connection = registry_.find(id);
    connection->closing = true;
    effects_.emplace_back(core::Close{id, code, delay});
    // Others see at once that this person is not there, without waiting for the farewell.
    if (std::exchange(connection->signed_in, false) && engine_) {
        step(core::Disconnected{id}, turn_time());
    }
}

}  // namespace courtside::app
