// What a coach wants: how offers come, how much a week, and when they expect to be there.

#include "../common/words.hpp"
#include "coach.hpp"

#include <ctime>
#include <optional>
#include <sstream>
#include <vector>

namespace examples {

using namespace courtside;
using namespace std::chrono;

namespace {

constexpr std::uint64_t kMostMinutesAWeek = 2400;

/// "14:30" in minutes from midnight.
std::optional<int> minute_of_day(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || text.size() != colon + 3) {
        return std::nullopt;
    }
    const auto hour = number_in(text.substr(0, colon));
    const auto minute = number_in(text.substr(colon + 1));
    if (!hour || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    return static_cast<int>(*hour * 60 + *minute);
}

/// The clock of this machine at so many minutes of today, or of the days after it.
Time local_time(Time today, int minute, int days) {
    const std::time_t seconds = system_clock::to_time_t(today);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    parts.tm_mday += days;
    parts.tm_hour = minute / 60;
    parts.tm_min = minute % 60;
    parts.tm_sec = 0;
    parts.tm_isdst = -1;
    return time_point_cast<Time::duration>(system_clock::from_time_t(std::mktime(&parts)));
}

/// "14:00-16:30", today, or tomorrow where it is over.
std::optional<TimeWindow> window_in(const std::string& text, Time now) {
    const auto dash = text.find('-');
    if (dash == std::string::npos) {
        return std::nullopt;
    }
    const auto from = minute_of_day(text.substr(0, dash));
    const auto to = minute_of_day(text.substr(dash + 1));
    if (!from || !to || *to <= *from) {
        return std::nullopt;
    }
    const int days = local_time(now, *to, 0) <= now ? 1 : 0;
    return TimeWindow{local_time(now, *from, days), local_time(now, *to, days)};
}

}  // namespace

std::string wishes_help() {
    return "  /commit on, /commit off            whether offers accept themselves after 5 s\n"
           "  /week MINUTES                      no more coaching than that a week; 0: no limit\n"
           "  /hours 14:00-16:30 ...             when you expect to be there: learners are promised these "
           "hours;\n"
           "                                     nothing: you promise none\n";
}

bool Coach::wishes(const std::string& word, const std::string& rest) {
    if (word == "/commit") {
        commit(rest);
    } else if (word == "/week") {
        give_a_week(rest);
    } else if (word == "/hours") {
        be_there(rest);
    } else {
        return false;
    }
    return true;
}

void Coach::commit(const std::string& text) {
    const auto word = lower(trimmed(text));
    if (word != "on" && word != "off") {
        console_.print("Say /commit on, so that offers accept themselves after 5 s, or /commit off.");
        return;
    }
    auto wish = preferences_;
    wish.committed = word == "on";
    send_preferences(wish, wish.committed ? "offers accept themselves after 5 s unless you say n"
                                          : "offers wait for your answer");
}

void Coach::give_a_week(const std::string& text) {
    const auto given = number_in(trimmed(text));
    if (!given || *given > kMostMinutesAWeek) {
        console_.print("Say /week MINUTES, at most " + std::to_string(kMostMinutesAWeek) + "; 0: no limit.");
        return;
    }
    auto wish = preferences_;
    wish.weekly = minutes{*given};
    send_preferences(
        wish, *given == 0 ? std::string("no limit a week")
                          : "no offers beyond " + std::to_string(*given) + " minutes of coaching a week");
}

void Coach::send_preferences(const PreferencesWish& wish, const std::string& done) {
    client_.set_preferences(wish, [this, done](const Result<Preferences>& result) {
        console_.post([this, done, result] {
            if (!result) {
                console_.print("setting that did not work: " + examples::say(result.error()));
                return;
            }
            preferences_ = *result;
            console_.print("-- " + done + "; " + std::to_string(result->this_week.count()) +
                           " minutes so far this week");
            if (result->accepts_of_ten) {
                console_.print("   you accept about " + std::to_string(*result->accepts_of_ten) +
                               " of ten offers; only you see that");
            }
        });
    });
}

void Coach::be_there(const std::string& text) {
    std::vector<TimeWindow> windows;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto window = window_in(word, client_.server_now());
        if (!window) {
            console_.print(
                "Say hours such as /hours 9:00-11:30 14:00-16:00, each from an earlier to a later time.");
            return;
        }
        windows.push_back(*window);
    }
    client_.set_availability(windows, [this, windows](const Result<Presence>& result) {
        console_.post([this, windows, result] {
            if (!result) {
                console_.print("setting your hours did not work: " + examples::say(result.error()));
                return;
            }
            std::string told;
            for (const TimeWindow& window : windows) {
                told += (told.empty() ? "-- you are expected " : ", ") + date_time(window.from) + " to " +
                        clock_time(window.to);
            }
            console_.print(told.empty() ? "-- nothing is promised in your name" : told);
        });
    });
}

}  // namespace examples
