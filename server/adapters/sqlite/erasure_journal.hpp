#pragma once

#include "core/model/erasure.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace courtside::sqlite {

/// An erasure as the journal has it.
struct JournalEntry {
    std::string issuer;  ///< of the company
    core::Erasure erasure;
};

/// The erasures of a data folder beside its store: they hold when the database file is lost or replaced by a
/// backup. A text file that only grows, one line each: when (ms since 1970), the person's number, the mark of
/// the subject, from when on tokens are taken, the company's issuer with what is not plain written as %XX.
[[nodiscard]] std::filesystem::path journal_file(const std::filesystem::path& folder);

/// Writes one line and flushes file and folder. Throws std::runtime_error that says what to do.
void append_to_journal(const std::filesystem::path& folder, const JournalEntry& entry);

/// All lines; none where there is no file. What is no line of ours, such as a last one that power cut off, is
/// passed over. Throws std::runtime_error where the file cannot be read.
[[nodiscard]] std::vector<JournalEntry> read_journal(const std::filesystem::path& folder);

}  // namespace courtside::sqlite
