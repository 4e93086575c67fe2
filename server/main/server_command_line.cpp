// The server itself and its configuration, on the command line.

#include "main/command_builder.hpp"

namespace courtside::server {

void add_server_commands(CommandBuilder& builder) {
    const auto [serve_command, options] = builder.command_with<ServeOptions>(
        builder.app(), "serve", "Run the server until SIGTERM or SIGINT.", serve);
    builder.add_all_settings(*serve_command);
    serve_command
        ->add_option("--port-file", options->port_file, "write the port to this file once the server listens")
        ->type_name("FILE");

    CLI::App& check = builder.command_on_sources(
        "check-config", "Say what is wrong with the configuration; takes what serve takes.",
        [&builder](std::ostream& out) { return check_config(builder.sources(), out); });
    builder.add_config(check);
    builder.add_all_settings(check);
    builder.command_on_sources("default-config",
                               "Print a configuration file with every setting, its range and its default.",
                               default_config);

    builder.add_json(builder.command(builder.app(), "version", "Print the version.", version));
}

}  // namespace courtside::server
