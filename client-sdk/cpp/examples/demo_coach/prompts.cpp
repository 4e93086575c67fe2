#include "prompts.hpp"

#include <array>
#include <cstddef>

namespace examples {

using courtside::MomentKind;

namespace {

struct Line {
    MomentKind moment;
    const char* text;
};

/// Show, try, feedback: one step of the training each.
constexpr std::array<Line, 9> kLines{{
    {MomentKind::show, "Show me where you are: what did you do last, and what did you see then?"},
    {MomentKind::try_out,
     "What is the smallest thing you could try right now, where nothing breaks if it fails? Do it, and tell "
     "me "
     "what happens."},
    {MomentKind::feedback, "What went better than before? And what would you do differently the next time?"},
    {MomentKind::show,
     "If a colleague had just this problem, how would you explain it to them in two sentences?"},
    {MomentKind::try_out, "Take one step more than you are sure of. What do you expect, before you look?"},
    {MomentKind::feedback, "Compare what you expected with what came. What does the difference tell you?"},
    {MomentKind::show, "Which part is clear by now, and which is the one that still is not?"},
    {MomentKind::try_out,
     "Write down the next step, who can help with it, and by when. Which of it can you do today?"},
    {MomentKind::feedback, "You have come this far by yourself. What do you take along from it?"},
}};

}  // namespace

Prompt greeting(const courtside::Session& session) {
    return {std::nullopt,
            "Hello, this is the Demo coach (a program, not a person). I can't solve \"" +
                session.issue.title +
                "\" for you, but I ask what a coach would ask. What exactly is stuck, and since when?"};
}

Prompt answer_to(std::string_view text, int turn) {
    if (text.find("person") != std::string_view::npos || text.find("human") != std::string_view::npos ||
        text.find("robot") != std::string_view::npos) {
        return {std::nullopt,
                "No, I am a program for trying this out. End the session with \"another\" and a person can "
                "be asked."};
    }
    const auto& line = kLines.at(static_cast<std::size_t>(turn) % kLines.size());
    return {line.moment, line.text};
}

Prompt goodbye() {
    return {std::nullopt,
            "Our time is over. Thank you for trying this with a program; the next step is yours."};
}

}  // namespace examples
