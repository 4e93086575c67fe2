#pragma once

#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace courtside::core {

/// The times and bounds of the product, in one place; every one can be configured.
struct Rules {
    // Offers.
    Duration offer_answer = seconds(20);  ///< a coach has this long to answer
    Duration offer_shown = seconds(3);    ///< the client has this long to confirm it is shown
    Duration offer_second = seconds(8);   ///< without an answer, another coach is asked as well
    Duration offer_accepts = seconds(5);  ///< an offer to who is committed accepts itself after this
    Duration offer_again = minutes(3);    ///< who declined may be asked again after this, or twice this
    std::uint32_t offers_at_once = 3;     ///< of one request
    std::uint8_t misses_until_away = 2;   ///< offers in a row
    // Presence.
    Duration ready_longest = hours(12);     ///< ready is never endless
    Duration ready_inactive = minutes(30);  ///< without any activity of the client
    Duration coach_pause = minutes(2);      ///< after a session, before the next offer
    // Requests.
    Duration request_shortest = hours(1);    ///< a request lives at least this long
    Duration short_deadline = hours(1);      ///< "needed by" sooner than this is counted
    Duration short_deadline_week = days(7);  ///< two of them count in this time
    Duration status_interval = seconds(5);   ///< position and estimate are pushed at most this often
    // Promises for later today.
    Duration promise_after = seconds(90);   ///< of waiting, until a window is proposed
    Duration promise_window = minutes(20);  ///< in which the session begins
    Duration late_after = minutes(5);       ///< who is not there so long into a window is not expected
    Duration promise_notice = minutes(10);  ///< a window begins this much later than it is proposed, at least
    Duration promise_grid = minutes(5);     ///< windows begin on multiples of it
    Duration promise_reminder = minutes(5);  ///< before the window, to learner and coach
    Duration promise_bind = seconds(60);     ///< before the window, coaches are asked
    // Sessions.
    Duration joining = seconds(120);  ///< both have to join
    Duration coach_first_word = seconds(45);
    Duration wrong_match = minutes(3);  ///< after the start
    Duration ending_soon = minutes(5);  ///< before the hard cap
    Duration wrap_up = minutes(3);      ///< writable after the hard cap
    Duration grace = seconds(120);      ///< after a connection dropped
    Duration closing_word = days(7);    ///< after the end; for coaches' notes too
    std::uint32_t sessions_per_person = 1;
    std::uint32_t messages_per_session = 50'000;
    // What is stored about oneself.
    Duration own_data_pause = seconds(10);  ///< before the document is made again
    // Push.
    std::string push_key;                    ///< what devices subscribe with, base64url; empty: there is none
    std::vector<std::string> push_hosts;     ///< push services that are sent to, with the hosts below them
    bool push_loopback = false;              ///< http to 127.0.0.1 as well
    Duration push_shown = seconds(60);       ///< a coach who is called by push has this long to show up
    Duration push_test_pause = seconds(10);  ///< between two tests of a channel
    Duration push_code_life = minutes(10);   ///< of a test
    std::size_t push_channels = 8;           ///< of one person
    std::size_t push_endpoint_bytes = 1000;
    // Sizes, in bytes of UTF-8.
    std::size_t title_bytes = 200;
    std::size_t description_bytes = 4096;
    std::size_t text_bytes = 16'384;
    std::size_t signal_bytes = 16'384;
    std::size_t line_bytes = 500;
    std::size_t note_bytes = 200;         ///< on an offer that was declined
    std::size_t coach_note_bytes = 4096;  ///< on a session
    std::size_t name_bytes = 200;
    // Counts.
    std::size_t preferred_people = 16;
    std::size_t left_out_people = 64;
    std::size_t blocked_people = 1000;
    std::size_t windows = 8;
    std::size_t parked_commands = 10'000;
    std::size_t connections_per_person = 8;
    std::uint32_t page_items = 100;
    std::uint32_t page_messages = 200;
    std::uint32_t briefing_sessions = 10;
    std::size_t people_per_session = 8;  ///< experts who left included
    // How long a repeated command is recognised from memory; the store knows it for 30 days.
    Duration command_memory = minutes(2);
};

}  // namespace courtside::core
