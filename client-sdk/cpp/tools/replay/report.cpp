#include "report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <iomanip>
#include <ostream>
#include <string_view>

namespace courtside::replay {
namespace {

namespace json = boost::json;

double per_second(std::uint64_t count, double seconds) {
    return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

void print_row(std::ostream& out, std::string_view name, const Latencies& latencies) {
    out << "  " << std::left << std::setw(22) << name << std::right << std::fixed << std::setprecision(2);
    for (const double part : {0.5, 0.99, 1.0}) {
        out << std::setw(11) << latencies.quantile(part);
    }
    out << std::setw(9) << latencies.count() << '\n';
}

json::object json_of(const Latencies& latencies) {
    return {{"p50_ms", latencies.quantile(0.5)},
            {"p99_ms", latencies.quantile(0.99)},
            {"max_ms", latencies.quantile(1.0)},
            {"count", latencies.count()}};
}

}  // namespace

void print(const Report& report, std::ostream& out) {
    out << report.held.size() << " of " << report.dialogues << " dialogues held by " << report.pairs
        << " pairs: " << report.messages << " messages, " << report.bytes << " bytes in " << std::fixed
        << std::setprecision(1) << report.seconds() << " s (" << per_second(report.messages, report.seconds())
        << " messages/s); " << report.refused << " refused as they had to be; " << report.reconnects
        << " reconnects\n"
        << "  milliseconds                  p50        p99        max    count\n";
    print_row(out, "ask to offer", report.ask_to_offer);
    print_row(out, "ask to first word", report.ask_to_first_word);
    print_row(out, "send to ack", report.send_to_ack);
    print_row(out, "send to other side", report.send_to_other);
    for (const Difference& difference : report.differences) {
        out << "DIFFERENCE";
        if (!difference.dialogue.empty()) {
            out << " in dialogue " << difference.dialogue;
        }
        if (difference.turn != 0) {
            out << ", turn " << difference.turn;
        }
        out << ": " << difference.what << '\n';
    }
    if (report.ok()) {
        out << "All texts came back byte for byte, to both people.\n";
    } else {
        out << "FAILED\n";
    }
}

std::string as_json(const Report& report) {
    json::array held;
    for (const Held& each : report.held) {
        held.push_back(json::object{{"dialogue", each.dialogue},
                                    {"session_id", each.session_id},
                                    {"issue_id", each.issue_id},
                                    {"learner", each.learner},
                                    {"coach", each.coach}});
    }
    json::array differences;
    for (const Difference& each : report.differences) {
        differences.push_back(
            json::object{{"dialogue", each.dialogue}, {"turn", each.turn}, {"what", each.what}});
    }
    const json::object document{{"ok", report.ok()},
                                {"pairs", report.pairs},
                                {"speed", report.speed},
                                {"dialogues", report.dialogues},
                                {"messages", report.messages},
                                {"bytes", report.bytes},
                                {"refused", report.refused},
                                {"reconnects", report.reconnects},
                                {"seconds", report.seconds()},
                                {"messages_per_second", per_second(report.messages, report.seconds())},
                                {"ask_to_offer", json_of(report.ask_to_offer)},
                                {"ask_to_first_word", json_of(report.ask_to_first_word)},
                                {"send_to_ack", json_of(report.send_to_ack)},
                                {"send_to_other", json_of(report.send_to_other)},
                                {"held", std::move(held)},
                                {"differences", std::move(differences)}};
    return json::serialize(document);
}

}  // namespace courtside::replay
