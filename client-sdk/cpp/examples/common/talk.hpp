#pragma once

#include "console.hpp"
#include "courtside/client.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace examples {

/// One session on the screen: who, the messages, the time, and the commands that belong to a talk. The same
/// for learner and coach. All use is on the console's thread.
class Talk {
public:
    using EndedFunction = std::function<void(const courtside::Session&)>;

    /// `ended` is called once, after the last message.
    Talk(Console& console, courtside::Client& client, courtside::PersonId me, EndedFunction ended);

    void session_changed(const courtside::Session& session);
    void message(const courtside::Message& message);
    void typing(const courtside::TypingChanged& typing);
    void marks(const courtside::MarksChanged& marks);
    void ending_soon(const courtside::EndingSoon& soon);
    void second();

    /// Sends it.
    void say_line(const std::string& text);
    /// False where it is no command of a talk.
    [[nodiscard]] bool command(const std::string& word, const std::string& rest);
    /// The input has ended: so does the talk, without an outcome.
    void input_ended();

    [[nodiscard]] bool is_live() const { return session_.session_id != 0; }
    [[nodiscard]] const courtside::Session& session() const { return session_; }

private:
    void begin(const courtside::Session& session);
    void tell_briefing();
    void tell_changes(const courtside::Session& before);
    void tell_experts(const courtside::Session& before);
    void tell_time();
    void end(const std::string& words);
    void extend(const std::string& answer);
    /// For scripts of lines: the next one is taken when the other has answered, at the latest in 30 s.
    void wait_for_answer();
    void no_more_waiting();
    [[nodiscard]] std::string name_of(courtside::PersonId person) const;
    [[nodiscard]] const courtside::Participant* other() const;
    [[nodiscard]] bool is_coach() const;
    template <class T>
    courtside::Completion<T> tell_failure(std::string doing);

    Console& console_;
    courtside::Client& client_;
    courtside::PersonId me_;
    EndedFunction ended_;
    courtside::Session session_;
    courtside::MessageNumber last_read_by_other_ = 0;
    courtside::MessageNumber last_mine_ = 0;
    int seconds_to_wait_ = 0;
    /// Whole minutes left that were told last.
    std::int64_t minutes_told_ = 0;
};

/// What the commands of a talk are, for /help.
[[nodiscard]] std::string talk_help();

}  // namespace examples
