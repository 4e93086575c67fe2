#include "../common/sign_in.hpp"
#include "coach.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <chrono>
#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    CLI::App app{
        "Take requests as a coach or peer expert, in a terminal.\n"
        "Where the input is no terminal its lines are taken one at a time: for each offer and each answer."};
    examples::SignInFlags sign_in;
    int ready = 60;
    sign_in.add_to(app);
    app.add_option("--ready", ready, "For how many minutes you are ready")
        ->check(CLI::Range(1, 720))
        ->capture_default_str();
    try {
        app.parse(argc, argv);
        auto options = examples::options_from(sign_in, "courtside-coach");
        examples::Console console;
        examples::Coach coach(console, std::move(options), std::chrono::minutes{ready});
        return coach.run();
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
