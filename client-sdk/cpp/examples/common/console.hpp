#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace examples {

/// One thread for everything in a terminal program: typed lines, what was posted from other threads, and a
/// beat each second, all inside `run()`.
///
/// Where the input is no terminal, lines can be held back until the program is ready for the next one, so
/// that a script of lines works like a person who waits for answers.
class Console {
public:
    struct Events {
        std::function<void(const std::string&)> line;
        /// The input has ended; comes after its last line.
        std::function<void()> end;
        std::function<void()> second;
    };

    Console();
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    /// Until `quit`; returns its code.
    int run(Events events);
    void quit(int code);
    /// Any thread.
    void post(std::function<void()> work);

    /// Only where the input is no terminal; a person is never kept from typing.
    void hold_input() { held_ = !interactive_; }
    void release_input() { held_ = false; }
    [[nodiscard]] bool is_interactive() const { return interactive_; }

    /// Prints a line. Control characters are shown as '?', since much of it was written by others.
    void print(std::string_view line = {});
    /// Replaces the line that is being typed on, in a terminal; prints nothing elsewhere.
    void hint(std::string_view line);
    void bell();
    /// Takes the line that was just typed off the screen: it comes back once it is sent.
    void take_back_typed();

private:
    void read_input();
    [[nodiscard]] bool wait_for_room();
    void prompt();

    const bool interactive_;
    bool held_ = false;
    bool running_ = true;
    int code_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> work_;
    std::deque<std::string> lines_;
    bool input_ended_ = false;
    bool closing_ = false;
    int wake_[2] = {-1, -1};
    std::thread reader_;
};

}  // namespace examples
