#include "adapters/control/messages.hpp"

#include "adapters/control/archive.hpp"

#include <algorithm>

namespace courtside::control {
namespace {

constexpr std::string_view mark = "COURTSD\x01";

/// FNV-1a: told apart are versions of the same program, not adversaries.
std::uint64_t hash(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return value;
}

template <class T>
std::string encoded(const T& value) {
    Writer writer;
    writer.put(value);
    return writer.take();
}

template <class T>
std::optional<T> decoded(std::string_view bytes) {
    std::optional<T> value(std::in_place);
    Reader reader(bytes);
    if (!reader.get(*value) || !reader.at_end()) {
        value.reset();
    }
    return value;
}

}  // namespace

Greeting greeting(std::string_view version) {
    std::string shape(version);
    describe<Change>(shape += ' ');
    describe<Answer>(shape += ' ');
    std::uint64_t fingerprint = hash(shape);
    Greeting made{};
    std::copy(mark.begin(), mark.end(), made.begin());
    for (std::size_t i = mark.size(); i < made.size(); ++i, fingerprint >>= 8U) {
        made[i] = static_cast<char>(fingerprint & 0xFFU);
    }
    return made;
}

bool is_greeting(const Greeting& received) {
    return std::equal(mark.begin(), mark.end(), received.begin());
}

SizeField size_field(std::size_t size) {
    SizeField field{};
    for (char& byte : field) {
        byte = static_cast<char>(size & 0xFFU);
        size >>= 8U;
    }
    return field;
}

std::size_t read_size(const SizeField& field) {
    std::size_t size = 0;
    for (std::size_t i = field.size(); i-- > 0;) {
        size = size << 8U | static_cast<unsigned char>(field[i]);
    }
    return size;
}

std::string encode(const Change& change) {
    return encoded(change);
}

std::string encode(const Answer& answer) {
    return encoded(answer);
}

std::optional<Change> decode_change(std::string_view bytes) {
    return decoded<Change>(bytes);
}

std::optional<Answer> decode_answer(std::string_view bytes) {
    return decoded<Answer>(bytes);
}

}  // namespace courtside::control
