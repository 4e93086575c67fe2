#include "adapters/sqlite/compact.hpp"

#include <bit>

namespace courtside::sqlite {
namespace {

void put_number(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(value | 0x80)));
        value >>= 7;
    }
    out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
}

void put_text(std::string& out, std::string_view text) {
    put_number(out, text.size());
    out.append(text);
}

void put_instant(std::string& out, core::Instant at) {
    put_number(out, (std::bit_cast<std::uint64_t>(at.ms) << 1) ^ std::bit_cast<std::uint64_t>(at.ms >> 63));
}

class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) {
                throw CorruptValue("a stored list ends inside a number");
            }
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            if (shift == 63 && byte > 1) {
                break;
            }
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        throw CorruptValue("a number in a stored list is above 64 bits");
    }

    std::string text() {
        const std::uint64_t size = number();
        if (size > rest_.size()) {
            throw CorruptValue("a stored list ends inside a text");
        }
        std::string text(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return text;
    }

    core::Instant instant() {
        const std::uint64_t folded = number();
        return core::Instant{std::bit_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1))};
    }

private:
    std::string_view rest_;
};

}  // namespace

std::string encode_rows(std::span<const core::RowId> rows) {
    std::string out;
    std::uint64_t before = 0;
    for (const core::RowId row : rows) {
        // Differences wrap around, so that any order survives, though rows only ever ascend.
        put_number(out, row.value - before);
        before = row.value;
    }
    return out;
}

std::vector<core::RowId> decode_rows(std::string_view bytes) {
    std::vector<core::RowId> rows;
    Reader reader(bytes);
    std::uint64_t row = 0;
    while (!reader.at_end()) {
        row += reader.number();
        rows.push_back(core::RowId{row});
    }
    return rows;
}

std::string encode_people(std::span<const core::PersonId> people) {
    std::string out;
    for (const core::PersonId person : people) {
        put_number(out, person.value);
    }
    return out;
}

std::vector<core::PersonId> decode_people(std::string_view bytes) {
    std::vector<core::PersonId> people;
    for (Reader reader(bytes); !reader.at_end();) {
        people.push_back(core::PersonId{reader.number()});
    }
    return people;
}

std::string encode_windows(std::span<const core::TimeWindow> windows) {
    std::string out;
    for (const core::TimeWindow& window : windows) {
        put_instant(out, window.from);
        put_instant(out, window.to);
    }
    return out;
}

std::vector<core::TimeWindow> decode_windows(std::string_view bytes) {
    std::vector<core::TimeWindow> windows;
    for (Reader reader(bytes); !reader.at_end();) {
        const core::Instant from = reader.instant();
        windows.push_back(core::TimeWindow{from, reader.instant()});
    }
    return windows;
}

std::string encode_skills(std::span<const core::SkillLevel> skills) {
    std::string out;
    for (const core::SkillLevel& skill : skills) {
        put_text(out, skill.code);
        put_number(out, skill.level);
    }
    return out;
}

std::vector<core::SkillLevel> decode_skills(std::string_view bytes) {
    std::vector<core::SkillLevel> skills;
    for (Reader reader(bytes); !reader.at_end();) {
        std::string code = reader.text();
        const std::uint64_t level = reader.number();
        if (level > 255) {
            throw CorruptValue("a stored skill has a level above 255");
        }
        skills.push_back(core::SkillLevel{std::move(code), static_cast<std::uint8_t>(level)});
    }
    return skills;
}

std::string encode_languages(std::span<const std::string> languages) {
    std::string out;
    for (const std::string& language : languages) {
        put_text(out, language);
    }
    return out;
}

std::vector<std::string> decode_languages(std::string_view bytes) {
    std::vector<std::string> languages;
    for (Reader reader(bytes); !reader.at_end();) {
        languages.push_back(reader.text());
    }
    return languages;
}

std::string encode_passed_over(std::span<const core::PassedOverPerson> people) {
    std::string bytes;
    for (const core::PassedOverPerson& each : people) {
        put_number(bytes, each.person.value);
        put_number(bytes, static_cast<std::uint64_t>(each.why));
    }
    return bytes;
}

std::vector<core::PassedOverPerson> decode_passed_over(std::string_view bytes) {
    std::vector<core::PassedOverPerson> people;
    for (Reader reader(bytes); !reader.at_end();) {
        core::PassedOverPerson& each = people.emplace_back();
        each.person = core::PersonId{reader.number()};
        each.why = static_cast<core::PassedOver>(reader.number());
    }
    return people;
}

std::uint32_t pack_reasons(core::MatchReasons reasons, core::RelaxedRules relaxed) {
    return std::uint32_t{reasons.bits} | (std::uint32_t{relaxed.bits} << 16U);
}

void unpack_reasons(std::uint32_t packed, core::MatchReasons& reasons, core::RelaxedRules& relaxed) {
    reasons.bits = static_cast<std::uint16_t>(packed & 0xFFFFU);
    relaxed.bits = static_cast<std::uint8_t>(packed >> 16U);
}

}  // namespace courtside::sqlite
