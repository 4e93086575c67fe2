#include "main/commands.hpp"

#include <ostream>

namespace courtside::server {

Result<> version(const CommandContext& context) {
    if (context.json) {
        context.out << "{\"name\":\"courtside\",\"version\":\"" COURTSIDE_VERSION "\"}\n";
    } else {
        context.out << "courtside " COURTSIDE_VERSION "\n";
    }
    return {};
}

}  // namespace courtside::server
