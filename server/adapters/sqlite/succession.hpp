#pragma once

#include "adapters/sqlite/erasure_journal.hpp"
#include "core/claims.hpp"
#include "core/live_state.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace courtside::sqlite {

/// What a restored backup takes over from the store that it replaces: nothing that was taken back since may
/// hold again, and no id that clients may still know is given to something else.
struct Succession {
    struct Company {
        core::TenantId id;
        std::string issuer;
        std::vector<core::TenantKey> keys;  ///< as they are now: rotated, and without those that were retired
        core::Counters next;
        /// Subjects, and from when on their tokens are taken.
        std::vector<std::pair<std::string, core::Instant>> revocations;
    };
    std::vector<Company> companies;
    std::vector<JournalEntry> erasures;
    core::RowId next_row;
};

/// Reads it from the store that is to be replaced, which may be of an older version. Throws
/// std::runtime_error where it cannot be read or is of a newer version.
[[nodiscard]] Succession read_succession(const std::filesystem::path& file);

/// What was carried over.
struct TakenOver {
    std::size_t revocations = 0;
    std::size_t companies_with_other_keys = 0;
    std::vector<std::string> lost_companies;  ///< were added after the backup: issuers
};

/// Writes it into the backup's copy, which has this program's version, as `actor` at `now`.
TakenOver take_over(const std::filesystem::path& copy, const Succession& from, const std::string& actor,
                    core::Instant now);

/// How far ids jump where nobody knows which ones were given since the backup. More than a company makes in
/// years, and far below what a JSON number holds exactly.
inline constexpr std::uint64_t unknown_ids = 1'000'000;

/// In place of take_over() where the store to be replaced cannot be read or is lost.
void skip_unknown_ids(const std::filesystem::path& copy, const std::string& actor, core::Instant now);

/// Of these erasures, the ones whose people are there in the copy: company and subject.
struct ToErase {
    core::TenantId tenant;
    std::string subject;
};
[[nodiscard]] std::vector<ToErase> still_there(const std::filesystem::path& copy,
                                               const std::vector<JournalEntry>& erasures);

}  // namespace courtside::sqlite
