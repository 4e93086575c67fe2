#pragma once

#include "courtside/client.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace examples {

/// A coach that is a program and says so: always ready, takes each offer, asks what a coach would ask. Any
/// number of them share one Runtime; everything of one happens on the Runtime's
/// thread, `start()` and `stop()` too.
class DemoCoach : public std::enable_shared_from_this<DemoCoach> {
public:
    struct Settings {
        courtside::Options options;
        /// From a learner's message to the answer; shown as typing.
        std::chrono::milliseconds pace{1'500};
        /// Called with a line for the log; any thread.
        std::function<void(const std::string&)> log;
        /// Called when it can't go on, after saying why in the log.
        std::function<void()> failed;
    };

    [[nodiscard]] static std::shared_ptr<DemoCoach> make(Settings settings);
    void start();
    /// Ends the connection and lets go of the Runtime; no callback comes after it. On the Runtime's thread.
    void stop();

private:
    explicit DemoCoach(Settings settings);

    [[nodiscard]] courtside::Handlers handlers();
    void state_changed(const courtside::StateChange& change);
    void welcome(const courtside::Welcome& welcome);
    void presence(const courtside::Presence& presence);
    void session_changed(const courtside::Session& session);
    void message(const courtside::Message& message);
    void be_ready();
    void stay_ready();
    void say_soon();
    void say_now(courtside::SessionId session);
    void say(const std::string& what) const;
    /// Runs `work` later, unless this coach is gone by then.
    void later(std::chrono::milliseconds delay, std::function<void(DemoCoach&)> work);

    Settings settings_;
    std::shared_ptr<courtside::Runtime> runtime_;
    std::string name_ = "?";
    courtside::PersonId me_ = 0;
    courtside::Session session_;
    std::string last_text_;
    /// The numbers of the last message of either side, and how many this one said.
    courtside::MessageNumber heard_ = 0;
    courtside::MessageNumber said_ = 0;
    int times_said_ = 0;
    bool joining_ = false;
    /// From the first sign of typing until the server has the message.
    bool saying_ = false;
    std::unique_ptr<courtside::Client> client_;
};

}  // namespace examples
