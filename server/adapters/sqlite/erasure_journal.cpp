#include "adapters/sqlite/erasure_journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace courtside::sqlite {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

std::string escaped(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte < 0x7F && c != '%') {
            plain += c;
        } else {
            plain += '%';
            plain += hex_digits[byte >> 4U];
            plain += hex_digits[byte & 0xFU];
        }
    }
    return plain;
}

std::optional<std::string> unescaped(std::string_view plain) {
    std::string text;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i] != '%') {
            text += plain[i];
            continue;
        }
        if (i + 2 >= plain.size()) {
            return std::nullopt;
        }
        unsigned value = 0;
        const char* const end = plain.data() + i + 3;
        if (std::from_chars(plain.data() + i + 1, end, value, 16).ptr != end) {
            return std::nullopt;
        }
        text += static_cast<char>(value);
        i += 2;
    }
    return text;
}

std::optional<JournalEntry> parse(const std::string& line) {
    std::istringstream words(line);
    JournalEntry entry;
    std::string issuer;
    std::string end;
    words >> entry.erasure.at.ms >> entry.erasure.person.value >> entry.erasure.mark >>
        entry.erasure.tokens_from.ms >> issuer >> end;
    auto plain = unescaped(issuer);
    if (end != "." || !plain) {
        return std::nullopt;
    }
    entry.issuer = *std::move(plain);
    return entry;
}

[[noreturn]] void fail(const std::filesystem::path& file, const char* what) {
    throw std::runtime_error("the journal of erasures " + file.string() + " cannot be " + what + " (" +
                             std::strerror(errno) +
                             "); see that the server's user may do so and that the disk has room");
}

void write_and_flush(int descriptor, std::string_view text, const std::filesystem::path& file) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0) {
            fail(file, "written");
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) {
        fail(file, "flushed");
    }
}

/// Closes what it holds, however its block is left.
struct Opened {
    int descriptor;
    ~Opened() {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
};

}  // namespace

std::filesystem::path journal_file(const std::filesystem::path& folder) {
    return folder / "erasures.log";
}

void append_to_journal(const std::filesystem::path& folder, const JournalEntry& entry) {
    const std::filesystem::path file = journal_file(folder);
    std::ostringstream line;
    // It begins with a line end too: a line before it that was cut off must not run into it.
    line << '\n'
         << entry.erasure.at.ms << ' ' << entry.erasure.person.value << ' ' << entry.erasure.mark << ' '
         << entry.erasure.tokens_from.ms << ' ' << escaped(entry.issuer) << " .\n";
    const Opened opened{::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)};
    if (opened.descriptor < 0) {
        fail(file, "opened");
    }
    write_and_flush(opened.descriptor, line.str(), file);
    const Opened directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory.descriptor < 0 || ::fsync(directory.descriptor) != 0) {
        fail(file, "flushed");
    }
}

std::vector<JournalEntry> read_journal(const std::filesystem::path& folder) {
    const std::filesystem::path file = journal_file(folder);
    std::vector<JournalEntry> entries;
    if (std::error_code unknown; !std::filesystem::exists(file, unknown)) {
        return entries;
    }
    std::ifstream lines(file);
    if (!lines) {
        fail(file, "read");
    }
    std::string line;
    while (std::getline(lines, line)) {
        if (auto entry = parse(line)) {
            entries.push_back(*std::move(entry));
        }
    }
    return entries;
}

}  // namespace courtside::sqlite
