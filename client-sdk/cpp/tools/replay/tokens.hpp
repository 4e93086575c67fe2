#pragma once

#include <map>
#include <string>
#include <vector>

namespace courtside::replay {

/// The token of each person, by subject; they have to hold as long as the replay takes.
using Tokens = std::map<std::string, std::string>;

/// From a file with "subject token" a line. Throws InputError, also where one of `subjects` is missing.
[[nodiscard]] Tokens tokens_from_file(const std::string& path, const std::vector<std::string>& subjects);

/// From a shell command that prints one person's token; `{}` in it stands for the subject.
/// Throws InputError where it fails.
[[nodiscard]] Tokens tokens_from_command(const std::string& command,
                                         const std::vector<std::string>& subjects);

}  // namespace courtside::replay
