#include "console.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <utility>

namespace examples {
namespace {

using Clock = std::chrono::steady_clock;

/// More than the longest message; the rest of such a line is taken as the next one.
constexpr std::size_t kLongestLine = std::size_t{16} * 1024;
/// Lines read ahead; the reader then waits.
constexpr std::size_t kMostLines = 100;

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {
            // U+0080 to U+009F: control characters too, some of them begin escape sequences.
            out += '?';
            ++at;
        } else {
            const bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
            out += control ? '?' : text[at];
        }
    }
    return out;
}

}  // namespace

Console::Console() : interactive_(::isatty(STDIN_FILENO) == 1) {
    if (::pipe(wake_) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    reader_ = std::thread([this] { read_input(); });
}

Console::~Console() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    // The reader may wait for input that never comes. A full pipe would wake it as well.
    (void)!::write(wake_[1], "x", 1);
    reader_.join();
    ::close(wake_[0]);
    ::close(wake_[1]);
}

bool Console::wait_for_room() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closing_ || lines_.size() < kMostLines; });
    return !closing_;
}

void Console::read_input() {
    std::string pending;
    std::array<char, 4096> buffer{};
    std::array<pollfd, 2> watched{{{STDIN_FILENO, POLLIN, 0}, {wake_[0], POLLIN, 0}}};
    bool open = true;
    while (open && wait_for_room()) {
        if (::poll(watched.data(), watched.size(), -1) < 0) {
            continue;
        }
        if ((watched[1].revents & POLLIN) != 0) {
            return;
        }
        const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        open = got > 0;
        pending.append(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        const std::lock_guard lock(mutex_);
        std::size_t end = 0;
        while ((end = pending.find('\n')) != std::string::npos || pending.size() > kLongestLine) {
            const auto length = std::min(end, kLongestLine);
            auto line = pending.substr(0, length);
            pending.erase(0, end == length ? length + 1 : length);
            if (line.ends_with('\r')) {
                line.pop_back();
            }
            lines_.push_back(std::move(line));
        }
        if (!open && !pending.empty()) {
            lines_.push_back(std::exchange(pending, {}));
        }
        input_ended_ = !open;
        changed_.notify_all();
    }
}

int Console::run(Events events) {
    auto beat = Clock::now() + std::chrono::seconds{1};
    bool end_told = false;
    while (running_) {
        std::function<void()> next;
        {
            std::unique_lock lock(mutex_);
            const auto ready = [&] {
                const bool may_read = !held_ && (!lines_.empty() || (input_ended_ && !end_told));
                return !work_.empty() || may_read;
            };
            changed_.wait_until(lock, beat, ready);
            if (!work_.empty()) {
                next = std::move(work_.front());
                work_.pop_front();
            } else if (!held_ && !lines_.empty()) {
                next = [&events, line = std::move(lines_.front())] { events.line(line); };
                lines_.pop_front();
                changed_.notify_all();
            } else if (!held_ && input_ended_ && !end_told) {
                end_told = true;
                next = events.end;
            }
        }
        if (next) {
            next();
        }
        if (Clock::now() >= beat) {
            beat += std::chrono::seconds{1};
            events.second();
        }
    }
    return code_;
}

void Console::quit(int code) {
    code_ = code;
    running_ = false;
}

void Console::post(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        work_.push_back(std::move(work));
    }
    changed_.notify_all();
}

void Console::print(std::string_view line) {
    const auto text = printable(line);
    if (interactive_) {
        std::fputs("\r\x1b[K", stdout);
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
    prompt();
}

void Console::prompt() {
    if (interactive_) {
        std::fputs("> ", stdout);
    }
    std::fflush(stdout);
}

void Console::hint(std::string_view line) {
    if (interactive_) {
        const auto text = printable(line);
        std::fprintf(stdout, "\r\x1b[K\x1b[2m%s\x1b[0m > ", text.c_str());
        std::fflush(stdout);
    }
}

void Console::bell() {
    if (interactive_) {
        std::fputc('\a', stdout);
        std::fflush(stdout);
    }
}

void Console::take_back_typed() {
    if (interactive_) {
        std::fputs("\x1b[1A\r\x1b[K", stdout);
        prompt();
    }
}

}  // namespace examples
