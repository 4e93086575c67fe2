// Messages for devices on which no client is open: which channels there are, and what goes there.

#include "core/push.hpp"

#include "core/errors.hpp"
#include "core/offers.hpp"
#include "core/queue.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace courtside::core::push {
namespace {

constexpr std::size_t point_bytes = 65;
constexpr std::size_t auth_bytes = 16;
constexpr char uncompressed_point = 4;
constexpr std::string_view secure = "https://";
constexpr std::string_view plain = "http://";

Error no_push() {
    return {
        ErrorCode::unsupported, "this server sends no push messages; its operator can set push_subject", {}};
}

PushState state_of(const Context& context, const PersonState& person) {
    return {person.channels, context.rules.push_key};
}

PushChannel* find(PersonState& person, std::string_view endpoint) {
    const auto place = std::ranges::find(person.channels, endpoint, &PushChannel::endpoint);
    return place == person.channels.end() ? nullptr : &*place;
}

/// Stores the channels, and what follows from whether the person can be reached by them.
void changed(Context& context, PersonState& person) {
    context.put(PushChannels{person.person.id, person.channels});
    if (person.offer && !person.reachable()) {
        offers::rescind(context, person.offer);
    }
    context.tenant.touch(person);
    queue::changed(context);
}

/// The authority of a URL of this scheme; none: it has another.
std::optional<std::string_view> authority(std::string_view url, std::string_view scheme) {
    if (!url.starts_with(scheme)) {
        return std::nullopt;
    }
    url.remove_prefix(scheme.size());
    return url.substr(0, url.find_first_of("/?#"));
}

bool is_host(std::string_view text) {
    return !text.empty() && text.front() != '.' && text.find("..") == std::string_view::npos &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_loopback(std::string_view where) {
    constexpr std::string_view name = "127.0.0.1";
    if (!where.starts_with(name)) {
        return false;
    }
    where.remove_prefix(name.size());
    return where.empty() || (where.front() == ':' && is_port(where.substr(1)));
}

bool is_service(const Rules& rules, std::string_view host) {
    return is_host(host) && std::ranges::any_of(rules.push_hosts, [&](const std::string& service) {
               return host == service || (host.size() > service.size() && host.ends_with(service) &&
                                          host[host.size() - service.size() - 1] == '.');
           });
}

void send(Context& context, const PersonState& person, const PushChannel& channel, Duration life,
          std::string payload) {
    context.effects.emplace_back(
        PushMessage{context.tenant.tenant.id, person.person.id, channel, life, std::move(payload)});
}

}  // namespace

bool allowed(const Rules& rules, std::string_view endpoint) {
    const bool printable = std::ranges::all_of(endpoint, [](char c) { return c > ' ' && c < '\x7f'; });
    if (!printable || endpoint.size() > rules.push_endpoint_bytes) {
        return false;
    }
    if (rules.push_loopback) {
        const auto where = authority(endpoint, plain);
        if (where && is_loopback(*where)) {
            return true;
        }
    }
    auto where = authority(endpoint, secure);
    if (where && where->ends_with(":443")) {
        where->remove_suffix(std::string_view(":443").size());
    }
    return where && is_service(rules, *where);
}

MaybeReply subscribe(Context& context, Caller& caller, const SubscribePush& command) {
    if (context.rules.push_key.empty()) {
        return no_push();
    }
    if (!allowed(context.rules, command.endpoint)) {
        return invalid(
            "endpoint",
            "must be an https URL of up to " + std::to_string(context.rules.push_endpoint_bytes) +
                " bytes at a push service that this server sends to; its operator sets push_hosts");
    }
    if (command.p256dh.size() != point_bytes || command.p256dh.front() != uncompressed_point) {
        return invalid("p256dh", "must be the 65 bytes of an uncompressed point of P-256");
    }
    if (command.auth.size() != auth_bytes) {
        return invalid("auth", "must be 16 bytes");
    }
    PersonState& person = caller.person;
    PushChannel made;
    made.endpoint = command.endpoint;
    made.p256dh = command.p256dh;
    made.auth = command.auth;
    PushChannel* known = find(person, command.endpoint);
    if (known != nullptr && known->p256dh == made.p256dh && known->auth == made.auth) {
        return state_of(context, person);
    }
    if (known != nullptr) {
        *known = std::move(made);
    } else if (person.channels.size() >= context.rules.push_channels) {
        return too_large("push channels", context.rules.push_channels);
    } else {
        person.channels.push_back(std::move(made));
    }
    changed(context, person);
    return state_of(context, person);
}

MaybeReply unsubscribe(Context& context, Caller& caller, const UnsubscribePush& command) {
    PersonState& person = caller.person;
    if (std::erase_if(person.channels, [&](const auto& each) { return each.endpoint == command.endpoint; }) >
        0) {
        changed(context, person);
    }
    return state_of(context, person);
}

MaybeReply test(Context& context, Caller& caller, const TestPush& command) {
    PushChannel* channel = find(caller.person, command.endpoint);
    if (channel == nullptr) {
        return not_found("push channel");
    }
    if (context.rules.push_key.empty() || command.code.empty()) {
        return no_push();
    }
    const Instant from = channel->code_at ? channel->code_at + context.rules.push_test_pause : Instant{};
    if (context.now < from) {
        return busy(from - context.now);
    }
    channel->code = command.code;
    channel->code_at = context.now;
    context.put(PushChannels{caller.id(), caller.person.channels});
    send(context, caller.person, *channel, context.rules.push_shown,
         R"({"kind":"test","code":")" + command.code + R"("})");
    return Done{};
}

MaybeReply confirm(Context& context, Caller& caller, const ConfirmPush& command) {
    PushChannel* channel = find(caller.person, command.endpoint);
    if (channel == nullptr) {
        return not_found("push channel");
    }
    if (channel->code.empty() || channel->code != command.code ||
        context.now > channel->code_at + context.rules.push_code_life) {
        return invalid("code",
                       "must be the one of the last test message, within 10 minutes; ask for another test");
    }
    channel->code.clear();
    channel->tested_at = context.now;
    changed(context, caller.person);
    return state_of(context, caller.person);
}

void tell_offer(Context& context, const PersonState& coach, const Offer& offer) {
    for (const PushChannel& channel : coach.channels) {
        if (channel.tested_at) {
            send(context, coach, channel, context.rules.push_shown,
                 R"({"kind":"offer","offer_id":")" + std::to_string(offer.id.value) + R"(","expires_ms":")" +
                     std::to_string(offer.expires_at.ms) + R"("})");
        }
    }
}

void on_failed(Context& context, PersonState& person, const PushFailed& failed) {
    PushChannel* channel = find(person, failed.endpoint);
    if (channel == nullptr || channel->auth != failed.auth) {
        return;  // it was replaced meanwhile
    }
    if (failed.gone) {
        std::erase_if(person.channels, [&](const auto& each) { return each.endpoint == failed.endpoint; });
    } else {
        channel->failed_at = context.now;
    }
    changed(context, person);
}

}  // namespace courtside::core::push
