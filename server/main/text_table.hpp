#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace courtside::server {

/// Prints rows below a header in columns that line up; the first row is the header. Widths count
/// characters, not bytes. Control characters become '?', so that no stored text can steer a terminal.
void print_table(std::ostream& out, const std::vector<std::vector<std::string>>& rows);

}  // namespace courtside::server
