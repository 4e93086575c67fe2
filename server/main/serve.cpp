// Where the server is put together: the only place that knows every part.

#include "adapters/control/control_server.hpp"
#include "adapters/http/routes.hpp"
#include "adapters/jwt/background_verifier.hpp"
#include "adapters/sqlite/data_lock.hpp"
#include "adapters/sqlite/history_reader.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/ws/websocket_server.hpp"
#include "adapters/zone/zone_loader.hpp"
#include "app/shard.hpp"
#include "core/matching/best_fit.hpp"
#include "main/commands.hpp"
#include "main/files.hpp"
#include "main/process.hpp"
#include "main/server_log.hpp"
#include "main/server_loop.hpp"
#include "main/tls_files.hpp"
#include "wire/logging.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <ostream>
#include <stdexcept>

namespace courtside::server {
namespace {

std::string endpoint_text(const Settings& settings, std::uint16_t port) {
    const bool is_ipv6 = settings.listen.find(':') != std::string::npos;
    return (is_ipv6 ? "[" + settings.listen + "]" : settings.listen) + ":" + std::to_string(port);
}

/// Says where the server listens, to whoever waits for the port, to the log and to people.
Result<> announce(const CommandContext& context, const ServeOptions& options, std::uint16_t port,
                  spdlog::logger& log) {
    if (options.port_file) {
        if (const auto written = replace_file(*options.port_file, std::to_string(port) + "\n"); !written) {
            return written.error();
        }
    }
    const std::string endpoint = endpoint_text(context.settings, port);
    log.info("courtside {} listens on {}, data in {}", COURTSIDE_VERSION, endpoint, context.settings.data);
    context.out << "listening on " << endpoint << std::endl;
    return {};
}

Result<> run(const CommandContext& context, const ServeOptions& options) {
    const Settings& settings = context.settings;
    spdlog::logger log = make_log(settings.log_level);
    const app::Clock clock = app::make_clock();
    const core::ZoneTables zones = zone::load_zones(clock());
    const core::BestFit policy;
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
    jwt::BackgroundVerifier identity(jwt::snapshot_of({}, settings.audience), {}, post_to_loop);
    LoggingObserver observer(log, [&](std::span<const core::Tenant> tenants) {
        identity.replace(jwt::snapshot_of(tenants, settings.audience));
    });

    const http::Routes routes;
    ws::WebSocketOptions network_options = settings.network;
    network_options.first_message_limit = settings.shard.frame_bytes_before_welcome;
    ws::WebSocketServer network(io, routes, network_options, log);
    app::Shard shard(settings.shard, {store, history, identity, network, observer}, zones, policy, clock);
    if (const auto error = shard.start()) {
        return store_failure("The store in " + settings.data + " cannot be loaded", error->text);
    }
    TlsFiles tls(io, settings, network, log);
    if (const auto started = tls.start(); !started) {
        return started.error();
    }
    const auto port = network.listen(settings.listen, settings.port);
    if (!port) {
        return Failure{ExitCode::address_in_use,
                       endpoint_text(settings, settings.port) + " cannot be listened on (" +
                           port.error().message() +
                           "); stop what uses it, or choose another --port or --listen."};
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
    ServerLoop loop(io, shard, store, clock, log);
    if (const auto announced = announce(context, options, *port, log); !announced) {
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
