#include "closing_word.hpp"

#include "words.hpp"

#include <array>
#include <optional>

namespace examples {

using courtside::Answer;

namespace {

constexpr std::array<const char*, 4> kQuestions{
    "Is it solved? (y, partly, n, or empty to skip)", "Did you feel heard? (y, partly, n)",
    "Do you know your next step? (y, partly, n)", "Anything to add, in one line?"};

/// Absent where it is no answer.
std::optional<Answer> answer_in(const std::string& text) {
    const auto word = lower(trimmed(text));
    if (word.empty()) {
        return Answer::unspecified;
    }
    if (word == "p" || word == "partly") {
        return Answer::partly;
    }
    const auto yes = yes_or_no(word);
    if (!yes) {
        return std::nullopt;
    }
    return *yes ? Answer::yes : Answer::no;
}

}  // namespace

void ClosingWord::begin(courtside::SessionId session) {
    word_ = {};
    word_.session_id = session;
    question_ = 0;
    answered_ = false;
    console_.print("Three short questions; only you and your programme's numbers see the answers.");
    ask();
}

void ClosingWord::ask() {
    console_.print(kQuestions.at(static_cast<std::size_t>(question_)));
}

void ClosingWord::line(const std::string& text) {
    if (question_ == 3) {
        word_.line = trimmed(text);
        answered_ = answered_ || !word_.line.empty();
        finish();
        return;
    }
    const auto answer = answer_in(text);
    if (!answer) {
        console_.print("Please say y, partly or n, or nothing.");
        return;
    }
    std::array<Answer*, 3> answers{&word_.solved, &word_.felt_heard, &word_.knows_next_step};
    *answers.at(static_cast<std::size_t>(question_)) = *answer;
    answered_ = answered_ || *answer != Answer::unspecified;
    ++question_;
    ask();
}

void ClosingWord::finish() {
    if (!is_asking()) {
        return;
    }
    question_ = -1;
    if (!answered_) {
        done_();
        return;
    }
    client_.close_with_word(word_, [this](const courtside::Result<courtside::Done>& result) {
        console_.post([this, result] {
            console_.print(result ? "Thank you." : "That was not kept: " + say(result.error()));
            done_();
        });
    });
}

}  // namespace examples
