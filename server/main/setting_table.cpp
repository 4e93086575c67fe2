#include "main/setting_table.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <concepts>
#include <utility>

namespace courtside::server {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

std::int64_t in_units(core::Duration length, std::int64_t unit) {
    return length.ms / unit;
}
std::int64_t in_units(std::chrono::milliseconds length, std::int64_t unit) {
    return length.count() / unit;
}
std::int64_t in_units(std::integral auto count, std::int64_t /*unit*/) {
    return static_cast<std::int64_t>(count);
}

void set_units(core::Duration& length, std::int64_t value, std::int64_t unit) {
    length.ms = value * unit;
}
void set_units(std::chrono::milliseconds& length, std::int64_t value, std::int64_t unit) {
    length = std::chrono::milliseconds(value * unit);
}
template <std::integral Count>
void set_units(Count& count, std::int64_t value, std::int64_t /*unit*/) {
    count = static_cast<Count>(value);
}

/// The field that `Field` finds in the settings: a length of time in units of `Unit` milliseconds, or
/// a count, whose type `most` must fit.
template <auto Field, std::int64_t Unit = 1>
constexpr NumberSetting number(std::int64_t least, std::int64_t most) {
    return {least, most, [](const Settings& from) { return in_units(Field(from), Unit); },
            [](Settings& into, std::int64_t value) { set_units(Field(into), value, Unit); }};
}

template <std::string Settings::*Member>
constexpr TextSetting text(std::optional<std::string> (*problem)(std::string_view)) {
    return {[](const Settings& from) -> const std::string& { return from.*Member; },
            [](Settings& into, std::string_view value) { into.*Member = std::string(value); }, problem};
}

std::optional<std::string> address_problem(std::string_view value) {
    std::array<unsigned char, sizeof(in6_addr)> parsed{};
    const std::string address(value);
    if (inet_pton(AF_INET, address.c_str(), parsed.data()) == 1 ||
        inet_pton(AF_INET6, address.c_str(), parsed.data()) == 1) {
        return std::nullopt;
    }
    return "must be an IP address such as 127.0.0.1, 0.0.0.0 or ::1";
}

std::optional<std::string> name_problem(std::string_view value) {
    if (value.empty() || value.size() > 200) {
        return "must have 1 to 200 bytes";
    }
    return std::nullopt;
}

std::optional<std::string> path_problem(std::string_view value) {
    if (value.empty() || value.size() > 4000) {
        return "must be the path of a folder";
    }
    return std::nullopt;
}

std::optional<std::string> file_problem(std::string_view value) {
    if (value.size() > 4000) {
        return "must be the path of a file";
    }
    return std::nullopt;
}

/// It goes into a token as it is.
bool is_plain(std::string_view value) {
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

std::optional<std::string> push_subject_problem(std::string_view value) {
    const bool has_scheme = value.starts_with("mailto:") || value.starts_with("https://");
    if (value.empty() || (has_scheme && value.size() > 8 && value.size() <= 200 && is_plain(value))) {
        return std::nullopt;
    }
    return "must be mailto:ADDRESS or https://PAGE, or empty for no push";
}

std::optional<std::string> push_hosts_problem(std::string_view value) {
    const bool fits =
        value.size() <= 2000 && std::all_of(value.begin(), value.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ' ';
        });
    return fits ? std::nullopt
                : std::optional<std::string>("must be names of hosts in small letters, with blanks between");
}

constexpr std::array<std::string_view, 7> log_levels{"trace", "debug",    "info", "warning",
                                                     "error", "critical", "off"};

std::optional<std::string> log_level_problem(std::string_view value) {
    if (std::find(log_levels.begin(), log_levels.end(), value) != log_levels.end()) {
        return std::nullopt;
    }
    return "must be one of trace, debug, info, warning, error, critical, off";
}

constexpr std::string_view server = "Server";
constexpr std::string_view push_messages = "Push messages";
constexpr std::string_view offers = "Offers and presence";
constexpr std::string_view requests = "Requests";
constexpr std::string_view sessions = "Sessions";
constexpr std::string_view limits = "Limits";

constexpr std::array settings{
    Setting{"listen", server, "IP address to listen on", text<&Settings::listen>(address_problem)},
    Setting{"port", server, "TCP port to listen on; 0 takes any free one",
            number<([](auto& s) -> auto& { return s.port; })>(0, 65535)},
    Setting{"internal_listen", server, "IP address of the internal port",
            text<&Settings::internal_listen>(address_problem)},
    Setting{"internal_port", server,
            "TCP port for those who run the server: /livez, /readyz, /metrics; 0 takes any free one, -1 none",
            number<([](auto& s) -> auto& { return s.internal_port; })>(-1, 65535)},
    Setting{"drain_notice_s", server,
            "seconds after SIGTERM in which /readyz says no and everything else goes on",
            number<([](auto& s) -> auto& { return s.drain_notice; }), second>(0, 20)},
    Setting{"web_root", server, "folder of the built pages for browsers; empty: none are served",
            text<&Settings::web_root>(file_problem)},
    Setting{"tls_certificate", server,
            "PEM file of the certificate and its chain; empty: no TLS. SIGHUP reads it again",
            text<&Settings::tls_certificate>(file_problem)},
    Setting{"tls_key", server, "PEM file of the certificate's private key",
            text<&Settings::tls_key>(file_problem)},
    Setting{"data", server, "folder of the store; made if it is not there",
            text<&Settings::data>(path_problem)},
    Setting{"audience", server, "what tokens must name in aud", text<&Settings::audience>(name_problem)},
    Setting{"log_level", server, "trace, debug, info, warning, error, critical or off",
            text<&Settings::log_level>(log_level_problem)},
    Setting{"reader_threads", server, "threads that read history beside the loop",
            number<([](auto& s) -> auto& { return s.reader_threads; })>(1, 16)},
    Setting{
        "push_subject", push_messages,
        "whom the operators of push services can write to, mailto:ADDRESS or https://PAGE; empty: no push",
        text<&Settings::push_subject>(push_subject_problem)},
    Setting{"push_hosts", push_messages,
            "push services that are sent to, with the hosts below them; blanks between",
            text<&Settings::push_hosts>(push_hosts_problem)},
    Setting{"push_shown_s", push_messages, "seconds in which a coach who is called by push has to show up",
            number<([](auto& s) -> auto& { return s.shard.rules.push_shown; }), second>(10, 600)},
    Setting{"push_insecure_loopback", push_messages,
            "1: push without TLS to 127.0.0.1, for tests; never in service",
            number<([](auto& s) -> auto& { return s.shard.rules.push_loopback; })>(0, 1)},
    Setting{"offer_answer_s", offers, "seconds a coach has to answer an offer",
            number<([](auto& s) -> auto& { return s.shard.rules.offer_answer; }), second>(5, 600)},
    Setting{"offer_shown_s", offers, "seconds a coach's client has to confirm that an offer is shown",
            number<([](auto& s) -> auto& { return s.shard.rules.offer_shown; }), second>(1, 60)},
    Setting{"offer_second_s", offers, "seconds without an answer until another coach is asked as well",
            number<([](auto& s) -> auto& { return s.shard.rules.offer_second; }), second>(1, 600)},
    Setting{"offer_again_s", offers,
            "seconds until a coach who declined may be asked for the same request again; at most twice that",
            number<([](auto& s) -> auto& { return s.shard.rules.offer_again; }), second>(60, 86'400)},
    Setting{"offers_at_once", offers, "coaches who are asked for one request at a time, at most",
            number<([](auto& s) -> auto& { return s.shard.rules.offers_at_once; })>(1, 3)},
    Setting{"offer_accepts_s", offers, "seconds until an offer to a committed coach accepts itself",
            number<([](auto& s) -> auto& { return s.shard.rules.offer_accepts; }), second>(1, 60)},
    Setting{"misses_until_away", offers, "missed offers in a row that make a coach away",
            number<([](auto& s) -> auto& { return s.shard.rules.misses_until_away; })>(1, 100)},
    Setting{"ready_longest_h", offers, "hours that ready lasts at most",
            number<([](auto& s) -> auto& { return s.shard.rules.ready_longest; }), hour>(1, 24)},
    Setting{"ready_inactive_min", offers, "minutes without activity of the client after which ready lapses",
            number<([](auto& s) -> auto& { return s.shard.rules.ready_inactive; }), minute>(1, 1440)},
    Setting{"coach_pause_s", offers, "seconds after a session before a coach's next offer",
            number<([](auto& s) -> auto& { return s.shard.rules.coach_pause; }), second>(0, 3600)},
    Setting{"request_shortest_min", requests, "minutes that a request lives at least",
            number<([](auto& s) -> auto& { return s.shard.rules.request_shortest; }), minute>(1, 1440)},
    Setting{"short_deadline_min", requests, "a 'needed by' sooner than these minutes counts as short",
            number<([](auto& s) -> auto& { return s.shard.rules.short_deadline; }), minute>(1, 1440)},
    Setting{"short_deadline_days", requests, "days over which two short deadlines count",
            number<([](auto& s) -> auto& { return s.shard.rules.short_deadline_week; }), day>(1, 31)},
    Setting{"status_interval_s", requests, "seconds between two pushes of position and estimate, at least",
            number<([](auto& s) -> auto& { return s.shard.rules.status_interval; }), second>(1, 600)},
    Setting{"promise_after_s", requests, "seconds of waiting after which a window later today is proposed",
            number<([](auto& s) -> auto& { return s.shard.rules.promise_after; }), second>(1, 3600)},
    Setting{"promise_window_min", requests, "minutes of a promised window, in which the session begins",
            number<([](auto& s) -> auto& { return s.shard.rules.promise_window; }), minute>(1, 240)},
    Setting{"late_after_s", requests,
            "seconds into a window after which who is not there is not expected any more",
            number<([](auto& s) -> auto& { return s.shard.rules.late_after; }), second>(1, 3600)},
    Setting{"promise_notice_s", requests, "seconds between a proposal and its window, at least",
            number<([](auto& s) -> auto& { return s.shard.rules.promise_notice; }), second>(2, 7200)},
    Setting{"promise_grid_s", requests, "promised windows begin on multiples of these seconds",
            number<([](auto& s) -> auto& { return s.shard.rules.promise_grid; }), second>(1, 3600)},
    Setting{"promise_reminder_s", requests, "seconds before a promised window at which both are reminded",
            number<([](auto& s) -> auto& { return s.shard.rules.promise_reminder; }), second>(1, 3600)},
    Setting{"promise_bind_s", requests, "seconds before a promised window at which coaches are asked",
            number<([](auto& s) -> auto& { return s.shard.rules.promise_bind; }), second>(1, 3600)},
    Setting{"joining_s", sessions, "seconds in which both have to join",
            number<([](auto& s) -> auto& { return s.shard.rules.joining; }), second>(5, 3600)},
    Setting{"coach_first_word_s", sessions, "seconds a coach has for the first word",
            number<([](auto& s) -> auto& { return s.shard.rules.coach_first_word; }), second>(5, 3600)},
    Setting{"wrong_match_min", sessions, "minutes after the start in which 'wrong match' can be said",
            number<([](auto& s) -> auto& { return s.shard.rules.wrong_match; }), minute>(1, 30)},
    Setting{"ending_soon_min", sessions, "minutes before the end at which both are told",
            number<([](auto& s) -> auto& { return s.shard.rules.ending_soon; }), minute>(1, 14)},
    Setting{"wrap_up_min", sessions, "writable minutes after the hard end",
            number<([](auto& s) -> auto& { return s.shard.rules.wrap_up; }), minute>(1, 30)},
    Setting{"grace_s", sessions, "seconds to come back after a connection dropped",
            number<([](auto& s) -> auto& { return s.shard.rules.grace; }), second>(5, 3600)},
    Setting{"closing_word_days", sessions, "days after the end in which the closing word can be said",
            number<([](auto& s) -> auto& { return s.shard.rules.closing_word; }), day>(1, 90)},
    Setting{"sessions_per_person", sessions, "live sessions of one person, in whatever role",
            number<([](auto& s) -> auto& { return s.shard.rules.sessions_per_person; })>(1, 100)},
    Setting{"connections", limits, "connections in all",
            number<([](auto& s) -> auto& { return s.network.max_connections; })>(1, 1'000'000)},
    Setting{"connections_per_person", limits, "connections of one person; then the longest idle is displaced",
            number<([](auto& s) -> auto& { return s.shard.rules.connections_per_person; })>(1, 1000)},
    Setting{"commands_per_second", limits, "commands a second on one connection",
            number<([](auto& s) -> auto& { return s.shard.connection.commands_per_second; })>(1, 100'000)},
    Setting{"command_burst", limits, "commands at once on one connection",
            number<([](auto& s) -> auto& { return s.shard.connection.command_burst; })>(1, 1'000'000)},
    Setting{"commands_per_turn", limits, "commands after which a turn of the loop commits",
            number<([](auto& s) -> auto& { return s.shard.commands_per_turn; })>(1, 1'000'000)},
    Setting{"frame_bytes", limits, "largest frame in bytes",
            number<([](auto& s) -> auto& { return s.shard.connection.frame_bytes; })>(20 * 1024,
                                                                                      16 * 1024 * 1024)},
    Setting{"frame_bytes_before_welcome", limits, "largest frame in bytes before the sign-in",
            number<([](auto& s) -> auto& { return s.shard.frame_bytes_before_welcome; })>(1024, 1024 * 1024)},
    Setting{"send_buffer_bytes", limits, "bytes that may wait for one connection before it is closed as slow",
            number<([](auto& s) -> auto& { return s.network.max_waiting; })>(128 * 1024, 1024 * 1024 * 1024)},
    Setting{"first_frame_s", limits, "seconds in which a connection has to sign in",
            number<([](auto& s) -> auto& { return s.shard.first_frame; }), second>(1, 600)},
    Setting{"ping_after_s", limits, "seconds of silence before a ping",
            number<([](auto& s) -> auto& { return s.network.ping_after; }), second>(1, 3600)},
    Setting{"pong_within_s", limits, "seconds to answer a ping",
            number<([](auto& s) -> auto& { return s.network.pong_timeout; }), second>(1, 600)}};

std::string upper(std::string_view name) {
    std::string out(name);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out;
}

std::string bounds_text(const NumberSetting& number) {
    return "must be a whole number from " + std::to_string(number.least) + " to " +
           std::to_string(number.most);
}

}  // namespace

std::span<const Setting> setting_table() {
    return settings;
}

const Setting* find_setting(std::string_view name) {
    const auto* const found = std::find_if(settings.begin(), settings.end(),
                                           [&](const Setting& setting) { return setting.name == name; });
    return found == settings.end() ? nullptr : found;
}

std::vector<std::string_view> setting_names() {
    std::vector<std::string_view> names;
    for (const Setting& setting : settings) {
        names.push_back(setting.name);
    }
    return names;
}

std::string environment_name(const Setting& setting) {
    return "COURTSIDE_" + upper(setting.name);
}

std::string flag_name(const Setting& setting) {
    std::string flag = "--" + std::string(setting.name);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

std::string default_text(const Setting& setting) {
    const Settings defaults;
    if (const auto* number = std::get_if<NumberSetting>(&setting.kind)) {
        return std::to_string(number->get(defaults));
    }
    return std::get<TextSetting>(setting.kind).get(defaults);
}

std::string range_text(const Setting& setting) {
    const auto* number = std::get_if<NumberSetting>(&setting.kind);
    return number == nullptr
               ? ""
               : "From " + std::to_string(number->least) + " to " + std::to_string(number->most) + ".";
}

std::optional<std::string> apply(const Setting& setting, std::int64_t value, Settings& settings) {
    const auto* number = std::get_if<NumberSetting>(&setting.kind);
    if (number == nullptr) {
        return "must be a text in quotes, not a number";
    }
    if (value < number->least || value > number->most) {
        return bounds_text(*number) + ", not " + std::to_string(value);
    }
    number->set(settings, value);
    return std::nullopt;
}

std::optional<std::string> apply(const Setting& setting, std::string_view value, Settings& settings) {
    if (const auto* number = std::get_if<NumberSetting>(&setting.kind)) {
        std::int64_t parsed = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
        if (error != std::errc{} || end != value.data() + value.size()) {
            return bounds_text(*number);
        }
        return apply(setting, parsed, settings);
    }
    const auto& text = std::get<TextSetting>(setting.kind);
    if (auto problem = text.problem(value)) {
        return problem;
    }
    text.set(settings, value);
    return std::nullopt;
}

}  // namespace courtside::server
