#pragma once

#include "../common/closing_word.hpp"
#include "../common/console.hpp"
#include "../common/reading.hpp"
#include "../common/talk.hpp"
#include "courtside/client.hpp"
#include "own_data.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace examples {

struct LearnerFlags {
    /// Empty: asked for.
    std::string issue;
    std::string skill;
    /// 0: asked for.
    unsigned minutes = 0;
};

/// A learner at a terminal, from "What's stuck?" to the closing word. All of it is on the console's thread.
class Learner {
public:
    Learner(Console& console, courtside::Options options, LearnerFlags flags);

    /// Returns the exit code.
    int run();

private:
    enum class Step {
        signing_in,
        what_is_stuck,
        which_skill,
        how_long,
        /// Sent; the server's answer is not there yet.
        asking,
        waiting,
        talking,
        closing_word
    };

    [[nodiscard]] courtside::Handlers handlers();
    void state_changed(const courtside::StateChange& change);
    void welcome(const courtside::Welcome& welcome);
    void request_changed(const courtside::Request& request);
    void reminded(const courtside::PromiseReminder& reminder);
    void session_changed(const courtside::Session& session);
    void session_ended(const courtside::Session& session);

    void line(const std::string& text);
    void command(const std::string& text);
    /// /promise, /wait and /widen; false where it is none of them.
    [[nodiscard]] bool choose(const std::string& word);
    void input_ended();
    /// The next question that is not answered yet, or the ask.
    void go_on();
    void fetch_catalogue(const std::string& after);
    void choose_skill(const std::string& text);
    void suggest(const std::string& words);
    void ask();
    void ask_again(const std::string& issue);
    void asked(const courtside::Result<courtside::Request>& result);
    void start_over();
    void help();

    Console& console_;
    LearnerFlags flags_;
    Step step_ = Step::signing_in;
    std::string title_;
    std::optional<courtside::Skill> skill_;
    unsigned minutes_ = 0;
    std::vector<courtside::Skill> catalogue_;
    bool catalogue_complete_ = false;
    std::vector<courtside::Skill> suggested_;
    courtside::Request request_;
    std::string last_waiting_;
    bool input_ended_ = false;
    std::unique_ptr<Talk> talk_;
    Reading reading_;
    OwnData own_data_;
    courtside::PersonId me_ = 0;
    ClosingWord closing_;
    /// Last, so that it goes first: its callbacks use the others.
    courtside::Client client_;
};

}  // namespace examples
