#include "main/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <cstddef>
#include <utility>
#include <vector>

namespace courtside::server {
namespace {

constexpr double us_per_second = 1e6;
constexpr double page_bytes = 4096;

class Families {
public:
    void counter(const char* name, const char* help, std::uint64_t value) {
        add(name, help, prometheus::MetricType::Counter).counter.value = static_cast<double>(value);
    }
    void gauge(const char* name, const char* help, double value) {
        add(name, help, prometheus::MetricType::Gauge).gauge.value = value;
    }
    void gauge(const char* name, const char* help, std::size_t value) {
        gauge(name, help, static_cast<double>(value));
    }
    void histogram(const char* name, const char* help, const app::Histogram& seen) {
        auto& metric = add(name, help, prometheus::MetricType::Histogram).histogram;
        metric.sample_count = seen.count();
        metric.sample_sum = static_cast<double>(seen.sum_us()) / us_per_second;
        std::uint64_t up_to = 0;
        for (std::size_t i = 0; i < seen.counts().size(); ++i) {
            up_to += seen.counts()[i];
            metric.bucket.push_back(
                {up_to, static_cast<double>(app::Histogram::bounds_us[i]) / us_per_second});
        }
    }
    void version(const char* text) {
        auto& metric =
            add("courtside_build_info", "Always 1; the version is a label.", prometheus::MetricType::Gauge);
        metric.label.push_back({"version", text});
        metric.gauge.value = 1;
    }

    [[nodiscard]] std::string text() const { return prometheus::TextSerializer().Serialize(families_); }

private:
    prometheus::ClientMetric& add(const char* name, const char* help, prometheus::MetricType type) {
        families_.push_back({name, help, type, {prometheus::ClientMetric{}}});
        return families_.back().metric.front();
    }

    std::vector<prometheus::MetricFamily> families_;
};

void add_work(Families& families, const app::Counters& work) {
    families.histogram("courtside_request_offer_seconds", "From asking for help to an offer on disk.",
                       work.offer);
    families.histogram("courtside_message_acknowledge_seconds",
                       "From the turn that read a message to its acknowledgement.", work.acknowledgement);
    families.histogram("courtside_commit_seconds", "One durable transaction.", work.commit);
    families.counter("courtside_commits_total", "Durable transactions.", work.commits);
    families.counter("courtside_records_total", "Records in them.", work.records);
    families.counter("courtside_turns_total", "Turns of the loop.", work.turns);
    families.counter("courtside_frames_received_total", "Frames from clients.", work.frames_in);
    families.counter("courtside_frames_refused_total", "Frames that nothing could be done with.",
                     work.frames_refused);
    families.counter("courtside_frames_held_total", "Frames above a connection's rate.", work.frames_held);
    families.counter("courtside_frames_sent_total", "Frames to clients.", work.frames_out);
    families.counter("courtside_sent_bytes_total", "Bytes in them.", work.bytes_out);
    families.counter("courtside_store_failures_total", "Failures of the store; each disconnects everybody.",
                     work.store_failures);
    families.counter("courtside_rebuilds_total", "Returns from such a failure.", work.rebuilds);
    families.counter("courtside_connections_displaced_total",
                     "Connections closed since their person had too many.", work.displaced);
}

void add_promises(Families& families, const core::Engine::Totals& live) {
    families.counter("courtside_promises_made_total", "Windows later today that learners took.",
                     live.promises_made);
    families.counter("courtside_promises_kept_total", "Of them those in which a coach accepted.",
                     live.promises_kept);
    families.counter("courtside_promises_moved_total", "Times that a promise had to become a later one.",
                     live.promises_moved);
    families.counter("courtside_promises_broken_total", "Promises for which nobody was found in time.",
                     live.promises_broken);
}

void add_network(Families& families, const ws::WebSocketStats& network) {
    families.counter("courtside_connections_accepted_total", "TCP connections.", network.accepted);
    families.counter("courtside_connections_refused_total", "Of them refused, since there were too many.",
                     network.over_capacity);
    families.counter("courtside_upgrades_refused_total", "WebSocket requests that were no good.",
                     network.refused_upgrades);
    families.counter("courtside_violations_total", "Connections closed for breaking the protocol.",
                     network.violations);
    families.counter("courtside_connections_slow_total", "Connections closed for not reading.", network.slow);
    families.counter("courtside_connections_silent_total", "Connections closed without an answer to a ping.",
                     network.silent);
    families.counter("courtside_tls_failures_total", "Connections that ended before TLS was agreed on.",
                     network.failed_handshakes);
    families.counter("courtside_accept_errors_total", "Failed accepts.", network.accept_errors);
    families.gauge("courtside_sockets", "Sockets now, in whatever state.", network.open);
}

void add_push(Families& families, const webpush::WebPushStats& push) {
    families.counter("courtside_push_delivered_total", "Push messages that their services took.",
                     push.delivered);
    families.counter("courtside_push_gone_total", "Of them refused since the channel is gone.", push.gone);
    families.counter("courtside_push_failed_total", "Of them refused, or not delivered after all tries.",
                     push.failed);
    families.counter("courtside_push_dropped_total", "Of them dropped: too many waited, or too long.",
                     push.dropped);
    families.gauge("courtside_push_waiting", "Push messages that wait now.", push.waiting);
}

}  // namespace

std::string metrics_text(const app::Shard& shard, const ws::WebSocketStats& network,
                         const sqlite::SqliteStore& store, const webpush::WebPush* push) {
    Families families;
    const core::Engine::Totals live = shard.totals();
    families.version(COURTSIDE_VERSION);
    families.gauge("courtside_serving", "1 while commands are carried out.", shard.serving() ? 1.0 : 0.0);
    families.gauge("courtside_connections", "Signed-in connections.", live.connections);
    families.gauge("courtside_requests_open", "Requests that wait, are offered or booked.",
                   live.open_requests);
    families.gauge("courtside_offers_pending", "Offers without an answer.", live.pending_offers);
    families.gauge("courtside_sessions_live", "Sessions that are not over.", live.live_sessions);
    families.gauge("courtside_store_log_bytes", "The write-ahead log since it was last begun anew.",
                   static_cast<double>(store.log_pages()) * page_bytes);
    add_promises(families, live);
    add_work(families, shard.counters());
    add_network(families, network);
    if (push != nullptr) {
        add_push(families, push->stats());
    }
    return families.text();
}

}  // namespace courtside::server
