#pragma once

namespace courtside::wire {

/// Stops the protobuf library from writing to stderr, for the whole process: it logs every text
/// that is no UTF-8, so clients could fill the server's log. The refusal says the same. Call it
/// once, before other threads start.
void silence_parser_log();

}  // namespace courtside::wire
