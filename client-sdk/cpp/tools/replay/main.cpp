#include "arguments.hpp"
#include "dialogue.hpp"
#include "replay.hpp"
#include "report.hpp"
#include "tokens.hpp"

#include <exception>
#include <fstream>
#include <iostream>

namespace {

int run(const courtside::replay::Arguments& arguments) {
    using namespace courtside::replay;
    const auto dialogues = read_dialogues(arguments.dialogues);
    const auto subjects = subjects_of(arguments.replay.pairs);
    const auto tokens = arguments.tokens.empty() ? tokens_from_command(arguments.token_command, subjects)
                                                 : tokens_from_file(arguments.tokens, subjects);
    const Report report = Replay(arguments.replay, dialogues, tokens).run();
    if (arguments.json == "-") {
        std::cout << as_json(report) << '\n';
    } else {
        print(report, std::cout);
        if (!arguments.json.empty()) {
            std::ofstream file(arguments.json);
            file << as_json(report) << '\n';
            if (!file.flush()) {
                throw InputError("cannot write " + arguments.json + "; check --json");
            }
        }
    }
    return report.ok() ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
    try {
        int exit_code = 0;
        const auto read = courtside::replay::read_arguments(argument_count, arguments, exit_code);
        return read ? run(*read) : exit_code;
    } catch (const courtside::replay::InputError& error) {
        std::cerr << "courtside-replay: " << error.what() << '\n';
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "courtside-replay: " << error.what() << '\n';
        return 1;
    }
}
