#include "main/command_line.hpp"

#include "adapters/ws/utf8.hpp"
#include "main/command_builder.hpp"
#include "main/configuration.hpp"
#include "main/nearest.hpp"

#include <CLI/CLI.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::server {
namespace {

constexpr std::string_view about_settings =
    "Settings come from a TOML file (--config FILE or COURTSIDE_CONFIG), then the environment\n"
    "(COURTSIDE_PORT=8080), then flags (--port 8080); the later wins. The file has one line a setting,\n"
    "named as the flag with '_' for '-': offer_answer_s = 20. 'courtside default-config' prints one with\n"
    "all of them, 'courtside check-config' says what is wrong with one.\n"
    "\n"
    "Exit codes:";

std::string footer() {
    std::string text(about_settings);
    for (const ExitCodeMeaning& each : exit_codes) {
        text += "\n  " + std::to_string(static_cast<int>(each.code)) + "  " + std::string(each.meaning);
    }
    return text;
}

class CommandLine {
public:
    CommandLine()
        : app_("Courtside: gives anyone at work a coach within minutes.", "courtside"), builder_(app_) {
        app_.require_subcommand(1);
        app_.footer(footer());
        add_server_commands(builder_);
        add_tenant_commands(builder_);
        add_person_commands(builder_);
        add_token_commands(builder_);
        add_store_commands(builder_);
    }

    ExitCode run(int argument_count, const char* const* arguments, const char* const* environment,
                 std::ostream& out, std::ostream& err) {
        for (int i = 1; i < argument_count; ++i) {
            if (!ws::is_utf8(arguments[i])) {
                err << "courtside: The command line is not UTF-8 text; set a UTF-8 locale in the terminal.\n";
                return ExitCode::usage;
            }
        }
        try {
            app_.parse(argument_count, arguments);
        } catch (const CLI::Success& asked_for_help) {
            app_.exit(asked_for_help, out, err);
            return ExitCode::ok;
        } catch (const CLI::ParseError& error) {
            err << "courtside: " << wrong_usage(error) << " Run it with --help to see what it takes.\n";
            return ExitCode::usage;
        }
        builder_.sources().environment = process_environment(environment);
        const auto done = builder_.act(out);
        if (!done) {
            return report(done.error(), err);
        }
        if (!out.flush()) {
            return report(failed("The result could not be written to the output; what was to be changed is "
                                 "changed. See that the disk has room, or write to somewhere else."),
                          err);
        }
        return ExitCode::ok;
    }

private:
    static ExitCode report(const Failure& failure, std::ostream& err) {
        err << "courtside: " << failure.sentence << '\n';
        return failure.code;
    }

    /// What is wrong, and the flag or command that was probably meant.
    std::string wrong_usage(const CLI::ParseError& error) const {
        const std::vector<std::string> extra = app_.remaining(true);
        if (extra.empty()) {
            return std::string(error.what()) + ".";
        }
        const CLI::App* at = &app_;
        while (!at->get_subcommands().empty()) {
            at = at->get_subcommands().front();
        }
        std::vector<std::string> names;
        for (const CLI::Option* option : at->get_options()) {
            names.push_back(option->get_name());
        }
        for (const CLI::App* sub : at->get_subcommands([](const CLI::App*) { return true; })) {
            names.push_back(sub->get_name());
        }
        const std::vector<std::string_view> known(names.begin(), names.end());
        return "'" + extra.front() + "' was not expected; did you mean '" +
               std::string(nearest(extra.front(), known)) + "'?";
    }

    CLI::App app_;
    CommandBuilder builder_;
};

}  // namespace

ExitCode run_command_line(int argument_count, const char* const* arguments, const char* const* environment,
                          std::ostream& out, std::ostream& err) {
    CommandLine command_line;
    return command_line.run(argument_count, arguments, environment, out, err);
}

}  // namespace courtside::server
