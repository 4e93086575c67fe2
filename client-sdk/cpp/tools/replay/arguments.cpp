#include "arguments.hpp"

#include <CLI/CLI.hpp>

namespace courtside::replay {

std::optional<Arguments> read_arguments(int count, const char* const* values, int& exit_code) {
    Arguments arguments;
    long patience_s = 60;
    CLI::App app(
        "Holds the dialogues of a file on a Courtside server and compares, byte for byte, what went in with\n"
        "what the other side received and what both people read back at the end. The people are learner-1,\n"
        "coach-1 and so on, one pair for each of --pairs; the coaches must have a skill.",
        "courtside-replay");
    app.footer("Exit codes: 0 all came back as it went in; 1 it did not; 2 the input is not usable.");
    app.add_option("--url", arguments.replay.url, "server, such as ws://127.0.0.1:8080")->required();
    app.add_option("--dialogues", arguments.dialogues, "file with one dialogue a line, as JSON")->required();
    app.add_option("--pairs", arguments.replay.pairs, "how many learners and coaches talk at the same time")
        ->check(CLI::Range(1U, 5000U))
        ->capture_default_str();
    app.add_option("--speed", arguments.replay.speed,
                   "how many times faster than the original the gaps between turns pass; 0: no gaps")
        ->check(CLI::Range(0.0, 1e6))
        ->capture_default_str();
    auto* tokens = app.add_option("--tokens", arguments.tokens, "file with 'subject token' a line");
    auto* command = app.add_option("--token-command", arguments.token_command,
                                   "command that prints the token of the person {}, such as 'courtside token "
                                   "mint --tenant 1 --person {}'");
    tokens->excludes(command);
    app.add_option("--patience", patience_s, "seconds without progress after which a dialogue has failed")
        ->check(CLI::Range(1L, 3600L))
        ->capture_default_str();
    app.add_option("--json", arguments.json, "also write the report as JSON to this file; -: only that");
    try {
        app.parse(count, values);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error) == 0 ? 0 : 2;
        return std::nullopt;
    }
    if (arguments.tokens.empty() && arguments.token_command.empty()) {
        std::cerr << "courtside-replay: say where tokens come from, with --tokens or --token-command\n";
        exit_code = 2;
        return std::nullopt;
    }
    arguments.replay.patience = std::chrono::seconds(patience_s);
    return arguments;
}

}  // namespace courtside::replay
