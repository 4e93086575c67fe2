#pragma once

namespace courtside::server {

/// A client that went away shows as an error of the write, not as the end of the process.
void ignore_broken_pipes();

/// Raises the number of files that may be open to what the system allows: each connection is one.
/// Where that is refused the lower bound stays; accepting then pauses when it is reached.
void allow_many_files();

}  // namespace courtside::server
