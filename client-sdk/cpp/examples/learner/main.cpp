#include "../common/sign_in.hpp"
#include "learner.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    CLI::App app{
        "Ask for a coach, and talk to them, in a terminal.\n"
        "Where the input is no terminal its lines are taken one at a time, as answers come."};
    examples::SignInFlags sign_in;
    examples::LearnerFlags flags;
    sign_in.add_to(app);
    app.add_option("--issue", flags.issue, "What's stuck, in one line (else asked for)");
    app.add_option("--skill", flags.skill, "A code of the skill catalogue (else asked for)");
    app.add_option("--minutes", flags.minutes, "15 or 30 (else asked for)")->check(CLI::IsMember({15, 30}));
    try {
        app.parse(argc, argv);
        auto options = examples::options_from(sign_in, "courtside-learner");
        examples::Console console;
        examples::Learner learner(console, std::move(options), std::move(flags));
        return learner.run();
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
