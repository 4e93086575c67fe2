#include "replay/hard_dialogues.hpp"

#include <array>
#include <string>
#include <string_view>

namespace courtside::test {
namespace {

using namespace std::string_literals;

constexpr std::size_t longest_text = 16 * 1024;
constexpr std::size_t many_messages = 10'000;

/// Coach and learner in turns, the coach first.
Dialogue alternating(std::string id, std::string topic, const std::vector<std::string>& texts) {
    Dialogue dialogue{std::move(id), std::move(topic), {}};
    for (const std::string& text : texts) {
        dialogue.turns.push_back({dialogue.turns.size() % 2 == 0, text, false});
    }
    return dialogue;
}

/// `piece` over and over, filled up with 'x' to exactly `size` bytes.
std::string filled(std::string_view piece, std::size_t size) {
    std::string text;
    while (text.size() + piece.size() <= size) {
        text += piece;
    }
    return text.append(size - text.size(), 'x');
}

Dialogue scripts() {
    return alternating(
        "scripts", "Emoji \U0001F9D1\u200D\U0001F3EB and scripts",
        {
            "\U0001F600 \U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 \U0001F1E9\U0001F1EA "
            "\U0001F44D\U0001F3FD \u2764\uFE0F",
            "\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD \u202Eright to left\u202C "
            "\u2067isolated\u2069",
            // The same letters, composed and decomposed: neither may become the other.
            "\u00E9 e\u0301 \u1E69 s\u0323\u0307 s\u0307\u0323 \uAC00 \u1100\u1161",
            "Z\u0337\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E "
            "a\u20DD",
            "\u65E5\u672C\u8A9E \u0E44\u0E17\u0E22 \u0939\u093F\u0928\u094D\u0926\u0940 \U00020000 "
            "\U0001D53E",
            // The edges of each length of UTF-8, with the noncharacters.
            "\u007F \u0080 \u07FF \u0800 \uD7FF \uE000 \uFFFD \uFFFE \uFFFF \U00010000 \U0010FFFF",
            "\uFEFFbyte order mark in front, and zero width: a\u200Bb\u200Dc\u2060d",
        });
}

Dialogue controls() {
    std::string all;
    for (char c = 0; c < 0x20; ++c) {
        all += c;
    }
    return alternating("controls", "Control characters, quotes, ends of lines",
                       {"NUL in\0side"s, "\0"s, "\0at the front"s, "at the end\0"s, all + "\x7F",
                        "line\nline\r\nline\rline\u2028line\u2029", " \t spaces at both ends \n",
                        "'; DROP TABLE message; -- \" \\ \\u0000 %s %00 <b>&amp;</b> ${HOME}"});
}

Dialogue empty_ones() {
    return alternating("empty", "Empty texts", {"", "", "", " ", ""});
}

Dialogue lengths() {
    Dialogue dialogue{"lengths", filled("title of exactly 200 bytes, ", 200), {}};
    const auto add = [&](std::string text, bool refused) {
        dialogue.turns.push_back({dialogue.turns.size() % 2 == 0, std::move(text), refused});
    };
    for (const std::string_view piece : {"x", "\u00E9", "\u20AC", "\U0001F600"}) {
        add(filled(piece, longest_text), false);
        add(filled(piece, longest_text + 1), true);
        add(filled(piece, longest_text - 1), false);
    }
    // Far too long, but still within a frame.
    add(filled("y", 3 * longest_text), true);
    add("", false);
    return dialogue;
}

Dialogue long_talk() {
    constexpr std::array<std::string_view, 4> pieces{"yes", "and then? ", "\u00FCberlegt \U0001F914 ", ""};
    Dialogue dialogue{
        "10000", "A title that is cut between two characters: " + filled("\U0001F389", 300), {}};
    for (std::size_t i = 0; i < many_messages; ++i) {
        const std::string_view piece = pieces[i % pieces.size()];
        dialogue.turns.push_back(
            {i % 3 == 0, filled(piece.empty() ? "z" : piece, i % 97) + std::string(piece), false});
    }
    return dialogue;
}

}  // namespace

std::vector<Dialogue> hard_dialogues() {
    return {long_talk(), scripts(), controls(), empty_ones(), lengths()};
}

}  // namespace courtside::test
