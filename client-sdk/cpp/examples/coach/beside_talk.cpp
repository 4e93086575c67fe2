// What a coach does beside the talk: looking back, noting, passing on.

#include "../common/words.hpp"
#include "coach.hpp"

namespace examples {

using namespace courtside;

bool Coach::beside_talk(const std::string& word, const std::string& rest) {
    if (word == "/briefing") {
        briefing();
    } else if (word == "/note") {
        write_note(rest);
    } else if (word == "/offers") {
        past_offers();
    } else if (word == "/handover" && talk_->is_live()) {
        hand_over(rest);
    } else if (word == "/invite" && talk_->is_live()) {
        invite(rest);
    } else if (word == "/leave" && talk_->is_live()) {
        client_.leave(session_, [this](const Result<Done>& result) {
            if (!result) {
                tell_failure("leaving", result.error());
            }
        });
    } else {
        return false;
    }
    return true;
}

void Coach::briefing() {
    client_.fetch_briefing(session_, [this](const Result<Briefing>& briefing) {
        console_.post([this, briefing] {
            if (!briefing) {
                console_.print("That did not work: " + examples::say(briefing.error()));
                return;
            }
            for (const EarlierSession& earlier : briefing->sessions) {
                console_.print((earlier.ended ? date_time(*earlier.ended) + "  " : "") + earlier.coach_name +
                               " (" + examples::say(earlier.outcome) + ')' +
                               (earlier.next_step.empty() ? "" : "  next: " + earlier.next_step));
                for (const Note& note : earlier.notes) {
                    console_.print("   " + note.author_name + ": " + note.text);
                }
            }
            console_.print(briefing->sessions.empty() ? "-- nobody talked about this issue before"
                                                      : "-- newest first");
        });
    });
}

void Coach::past_offers() {
    client_.fetch_offers(0, 20, [this](const Result<OffersPage>& page) {
        console_.post([this, page] {
            if (!page) {
                console_.print("That did not work: " + examples::say(page.error()));
                return;
            }
            for (const PastOffer& past : page->offers) {
                console_.print((past.offer.offered ? date_time(*past.offer.offered) + "  " : "") +
                               past.offer.title + " (" + examples::say(past) + ')');
            }
            console_.print(page->offers.empty() ? "-- nothing was offered to you yet" : "-- newest first");
        });
    });
}

void Coach::write_note(const std::string& text) {
    if (session_ == 0) {
        console_.print("There is no talk to write about yet.");
        return;
    }
    client_.write_note(session_, trimmed(text), [this](const Result<Done>& result) {
        if (!result) {
            tell_failure("writing the note", result.error());
        }
    });
    console_.print(trimmed(text).empty() ? "-- your note is deleted"
                                         : "-- noted; the learner may ask to see it");
}

void Coach::hand_over(const std::string& text) {
    const auto [first, rest] = split_word(text);
    const auto to = number_in(first);
    client_.hand_over({session_, to.value_or(0), {}, trimmed(to ? rest : text)},
                      [this](const Result<Session>& result) {
                          if (!result) {
                              tell_failure("handing over", result.error());
                          }
                      });
}

void Coach::invite(const std::string& whom) {
    const auto person = number_in(whom);
    client_.invite_expert(session_, person.value_or(0), person ? std::string() : trimmed(whom),
                          [this](const Result<Done>& result) {
                              if (!result) {
                                  tell_failure("asking an expert", result.error());
                              }
                          });
    console_.print("-- you see here when somebody joins");
}

std::string beside_talk_help() {
    return "  /briefing                          earlier talks on the issue of this one\n"
           "  /note TEXT                         your note on the talk, in place of the one before\n"
           "  /handover [PERSON] LINE            end it for somebody else to go on; LINE is the next step\n"
           "  /invite [PERSON|SKILL]             ask a second expert into the talk\n"
           "  /leave                             leave a talk that you were asked into\n"
           "  /offers                            what was offered to you, and how it ended\n";
}

}  // namespace examples
