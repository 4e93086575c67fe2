#pragma once

#include "main/failure.hpp"

#include <iosfwd>

namespace courtside::server {

/// Does what the command line says. Results go to `out`, the sentence of a failure to `err`.
[[nodiscard]] ExitCode run_command_line(int argument_count, const char* const* arguments,
                                        const char* const* environment, std::ostream& out, std::ostream& err);

}  // namespace courtside::server
