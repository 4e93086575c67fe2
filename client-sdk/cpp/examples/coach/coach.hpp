#pragma once

#include "../common/closing_word.hpp"
#include "../common/console.hpp"
#include "../common/reading.hpp"
#include "../common/talk.hpp"
#include "courtside/client.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace examples {

/// A coach at a terminal: ready until a time, offers with a countdown, the talk. All of it is on the
/// console's thread.
class Coach {
public:
    /// `ready`: how long to be ready, from each sign-in on until the first time it was over.
    Coach(Console& console, courtside::Options options, std::chrono::minutes ready);

    /// Returns the exit code.
    int run();

private:
    [[nodiscard]] courtside::Handlers handlers();
    void state_changed(const courtside::StateChange& change);
    void welcome(const courtside::Welcome& welcome);
    void presence(const courtside::Presence& presence);
    void reminded(const courtside::PromiseReminder& reminder);
    void offer_made(const courtside::Offer& offer);
    void offer_closed(const courtside::OfferClosed& closed);
    void session_ended(const courtside::Session& session);

    void line(const std::string& text);
    void command(const std::string& text);
    void input_ended();
    void second();
    void answer_offer(const std::string& text);
    void count_down();
    void be_ready(std::chrono::minutes time);
    void send_ready();
    [[nodiscard]] bool wants_to_be_ready() const;
    void tell_failure(const std::string& doing, const courtside::Error& error);
    /// False where it is no such command.
    [[nodiscard]] bool beside_talk(const std::string& word, const std::string& rest);
    void past_offers();
    void briefing();
    void hand_over(const std::string& text);
    void invite(const std::string& whom);
    void write_note(const std::string& text);
    void help();
    /// False where it is no such command.
    [[nodiscard]] bool wishes(const std::string& word, const std::string& rest);
    void commit(const std::string& text);
    void give_a_week(const std::string& text);
    void be_there(const std::string& text);
    void send_preferences(const courtside::PreferencesWish& wish, const std::string& done);

    Console& console_;
    std::chrono::minutes ready_;
    std::optional<courtside::Time> ready_until_;
    /// Repeated well before the server takes a silent client for absent.
    int seconds_to_ready_ = 0;
    std::optional<courtside::Offer> offer_;
    /// Of the countdown, last.
    int seconds_told_ = -1;
    std::string last_presence_;
    courtside::PreferencesWish preferences_;
    bool input_ended_ = false;
    std::unique_ptr<Talk> talk_;
    /// Of the talk that is live, or that was the last one: what notes are about.
    courtside::SessionId session_ = 0;
    Reading reading_;
    ClosingWord closing_;
    /// Last, so that it goes first: its callbacks use the others.
    courtside::Client client_;
};

/// What the commands beside the talk, and those on what the coach wants, are, for /help.
[[nodiscard]] std::string beside_talk_help();
[[nodiscard]] std::string wishes_help();

}  // namespace examples
