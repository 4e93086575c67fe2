// Where the server is put together: the only place that knows every part.

#include "adapters/control/control_server.hpp"
#include "adapters/coverage/reporting_history.hpp"
#include "adapters/http/routes.hpp"
#include "adapters/http/static_files.hpp"
#include "adapters/jwt/background_verifier.hpp"
#include "adapters/sqlite/data_lock.hpp"
#include "adapters/sqlite/history_reader.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/ws/websocket_server.hpp"
#include "adapters/zone/zone_loader.hpp"
#include "app/shard.hpp"
#include "core/matching/foresight.hpp"
#include "main/commands.hpp"
#include "main/files.hpp"
#include "main/metrics.hpp"
#include "main/process.hpp"
#include "main/push.hpp"
#include "main/server_log.hpp"
#include "main/server_loop.hpp"
#include "main/tls_files.hpp"
#include "wire/logging.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <cstdint>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace courtside::server {
namespace {

std::string endpoint_text(const std::string& address, std::uint16_t port) {
    const bool is_ipv6 = address.find(':') != std::string::npos;
    return (is_ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

/// Where the server listens.
struct Ports {
    std::uint16_t everyone = 0;
    std::optional<std::uint16_t> internal;
};

Failure cannot_listen(const std::string& address, std::uint16_t port, const boost::system::error_code& why,
                      const std::string& flags) {
    return {ExitCode::address_in_use, endpoint_text(address, port) + " cannot be listened on (" +
                                          why.message() + "); stop what uses it, or choose another " + flags +
                                          "."};
}

Result<Ports> listen(ws::WebSocketServer& network, const Settings& settings,
                     const http::Routes& internal_routes) {
    Ports ports;
    const auto port = network.listen(settings.listen, settings.port);
    if (!port) {
        return cannot_listen(settings.listen, settings.port, port.error(), "--port or --listen");
    }
    ports.everyone = *port;
    if (settings.internal_port >= 0) {
        const auto wanted = static_cast<std::uint16_t>(settings.internal_port);
        const auto internal = network.listen_internal(settings.internal_listen, wanted, internal_routes);
        if (!internal) {
            return cannot_listen(settings.internal_listen, wanted, internal.error(),
                                 "--internal-port or --internal-listen");
        }
        ports.internal = *internal;
    }
    return ports;
}

/// Says where the server listens, to whoever waits for the port, to the log and to people.
Result<> announce(const CommandContext& context, const ServeOptions& options, const Ports& ports,
                  spdlog::logger& log) {
    const Settings& settings = context.settings;
    if (options.port_file) {
        std::string text = std::to_string(ports.everyone) + "\n";
        if (ports.internal) {
            text += std::to_string(*ports.internal) + "\n";
        }
        if (const auto written = replace_file(*options.port_file, text); !written) {
            return written.error();
        }
    }
    const std::string endpoint = endpoint_text(settings.listen, ports.everyone);
    log.info("courtside {} listens on {}, data in {}", COURTSIDE_VERSION, endpoint, settings.data);
    if (ports.internal) {
        log.info("Health and metrics for those who run it are on {}",
                 endpoint_text(settings.internal_listen, *ports.internal));
    }
    context.out << "listening on " << endpoint << std::endl;
    return {};
}

/// Serves the pages for browsers, if the settings name some.
Result<> serve_pages(http::Routes& routes, const Settings& settings, const app::Shard& shard) {
    if (settings.web_root.empty()) {
        return {};
    }
    http::StaticFileOptions options;
    options.folder = settings.web_root;
    options.over_tls = !settings.tls_certificate.empty();
    options.may_embed = [&shard](std::string_view origin) { return shard.origin_allowed(origin); };
    auto read = http::StaticFiles::read(std::move(options));
    if (auto* problem = std::get_if<std::string>(&read)) {
        return usage_failure("web_root: " + *problem);
    }
    routes.otherwise([files = std::move(std::get<http::StaticFiles>(read))](const http::Request& request) {
        return files.handle(request);
    });
    return {};
}

http::Response readiness(const app::Shard& shard, bool draining) {
    if (draining) {
        return http::text_response(503, "draining: the server is being stopped\n");
    }
    if (!shard.serving()) {
        return http::text_response(503, "the store failed and is tried again each second; see the log\n");
    }
    return http::text_response(200, "ready\n");
}

Result<> run(const CommandContext& context, const ServeOptions& options) {
    const Settings& settings = context.settings;
    spdlog::logger log = make_log(settings.log_level);
    const app::Clock clock = app::make_clock();
    const core::ZoneTables zones = zone::load_zones(clock());
    const core::Foresight policy;
    // Outlives all that works on it. The hint: one thread runs it, others only post.
    boost::asio::io_context io(1);

    sqlite::StoreOptions store_options;
    store_options.folder = settings.data;
    sqlite::SqliteStore store(store_options);
    sqlite::HistoryOptions history_options;
    history_options.file = sqlite::database_file(settings.data);
    history_options.threads = settings.reader_threads;
    const auto post_to_loop = [&io](std::function<void()> done) { boost::asio::post(io, std::move(done)); };
    sqlite::HistoryReader history(history_options, post_to_loop);
    coverage::ReportingHistory reports(history, {.file = history_options.file}, post_to_loop);
    jwt::BackgroundVerifier identity(jwt::snapshot_of({}, settings.audience), {}, post_to_loop);
    LoggingObserver observer(log, [&](std::span<const core::Tenant> tenants) {
        identity.replace(jwt::snapshot_of(tenants, settings.audience));
    });

    http::Routes routes;
    http::Routes internal_routes;
    ws::WebSocketOptions network_options = settings.network;
    network_options.first_message_limit = settings.shard.frame_bytes_before_welcome;
    ws::WebSocketServer network(io, routes, network_options, log);
    app::ShardOptions shard_options = settings.shard;
    const auto push = open_push(settings, shard_options.rules, post_to_loop);
    if (!push) {
        return push.error();
    }
    app::Shard shard(shard_options, {store, reports, identity, network, observer, push->get()}, zones, policy,
                     clock);
    if (const auto error = shard.start()) {
        return store_failure("The store in " + settings.data + " cannot be loaded", error->text);
    }
    TlsFiles tls(io, settings, network, log);
    if (const auto started = tls.start(); !started) {
        return started.error();
    }
    if (const auto pages = serve_pages(routes, settings, shard); !pages) {
        return pages.error();
    }
    const auto ports = listen(network, settings, internal_routes);
    if (!ports) {
        return ports.error();
    }
    network.start(shard);
    const auto control = control::ControlServer::open(
        io, {.folder = settings.data, .version = COURTSIDE_VERSION},
        [&](core::Admin change, control::Done done) { shard.apply(std::move(change), std::move(done)); },
        log);
    if (!control) {
        log.error("Administrative commands are not taken while the server runs, since {} cannot be made: {}",
                  control::socket_file(settings.data).string(), control.error().message());
    }
    // Takes the signals, so it comes before anybody hears that there is a server to stop.
    ServerLoop loop(io, shard, store, clock, settings.drain_notice, log);
    const auto ready = [&](const http::Request&) { return readiness(shard, loop.draining()); };
    routes.get("/readyz", ready);
    internal_routes.get("/readyz", ready);
    internal_routes.get("/metrics", [&](const http::Request&) {
        http::Response response =
            http::text_response(200, metrics_text(shard, network.stats(), store, push->get()));
        response.content_type = metrics_content_type;
        return response;
    });
    if (const auto announced = announce(context, options, *ports, log); !announced) {
        return announced.error();
    }
    loop.run();
    log.info("Stopped");
    return {};
}

}  // namespace

Result<> serve(const CommandContext& context, const ServeOptions& options) {
    ignore_broken_pipes();
    allow_many_files();
    wire::silence_parser_log();
    try {
        return run(context, options);
    } catch (const sqlite::FolderInUse& in_use) {
        return Failure{ExitCode::data_in_use,
                       std::string("The server was not started: ") + in_use.what() + "."};
    } catch (const std::invalid_argument& error) {
        return failed(std::string("The server cannot go on with the stored keys: ") + error.what());
    } catch (const std::runtime_error& error) {
        return store_failure("The server cannot go on", error.what());
    }
}

}  // namespace courtside::server
