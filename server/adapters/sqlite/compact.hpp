#pragma once

#include "core/claims.hpp"
#include "core/ids.hpp"
#include "core/model/decision.hpp"
#include "core/model/offer.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::sqlite {

// Short lists inside a row, where a table of their own would cost a page for each change. These
// forms are part of the file format and only change with a migration.
//
//   number      LEB128: 7 bits a byte, the lowest first, the top bit set on all but the last byte
//   text        number of bytes, then the bytes
//   row list    the first row id, then for each further one the difference to the one before it
//   id list     the ids
//   instants    milliseconds since 1970, zigzag ((n << 1) ^ (n >> 63)); a window is two of them
//   passed over person id, code, in turn
//   skills      code as text, level; languages: text each
//
// No list says its length: it ends with its bytes.

/// Stored bytes that are none of the forms above: the file is damaged.
class CorruptValue : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where the rows of an ended session are, in number order.
[[nodiscard]] std::string encode_rows(std::span<const core::RowId> rows);
[[nodiscard]] std::vector<core::RowId> decode_rows(std::string_view bytes);

[[nodiscard]] std::string encode_people(std::span<const core::PersonId> people);
[[nodiscard]] std::vector<core::PersonId> decode_people(std::string_view bytes);

[[nodiscard]] std::string encode_windows(std::span<const core::TimeWindow> windows);
[[nodiscard]] std::vector<core::TimeWindow> decode_windows(std::string_view bytes);

[[nodiscard]] std::string encode_skills(std::span<const core::SkillLevel> skills);
[[nodiscard]] std::vector<core::SkillLevel> decode_skills(std::string_view bytes);

[[nodiscard]] std::string encode_languages(std::span<const std::string> languages);
[[nodiscard]] std::vector<std::string> decode_languages(std::string_view bytes);

/// Who was passed over and why: id and code, one after the other.
[[nodiscard]] std::string encode_passed_over(std::span<const core::PassedOverPerson> people);
[[nodiscard]] std::vector<core::PassedOverPerson> decode_passed_over(std::string_view bytes);

/// Reasons and relaxed rules in one number, the rules from the 16th bit on.
[[nodiscard]] std::uint32_t pack_reasons(core::MatchReasons reasons, core::RelaxedRules relaxed);
void unpack_reasons(std::uint32_t packed, core::MatchReasons& reasons, core::RelaxedRules& relaxed);

}  // namespace courtside::sqlite
