#include "wire/logging.hpp"

#include <google/protobuf/stubs/logging.h>

namespace courtside::wire {

void silence_parser_log() {
    google::protobuf::SetLogHandler(nullptr);
}

}  // namespace courtside::wire
