#include "wire/arguments.hpp"

#include "core/errors.hpp"

#include <string>

namespace courtside::wire {

namespace {

/// 9999-12-31T23:59:59.999Z.
constexpr std::int64_t last_instant_ms = 253'402'300'799'999;

}  // namespace

core::Instant Arguments::instant(std::int64_t ms, std::string_view field) {
    if (ms < 0 || ms > last_instant_ms) {
        refuse(field, "must be 0 or an instant before the year 10000, in milliseconds since 1970");
        return {};
    }
    return core::Instant{ms};
}

void Arguments::at_most(std::string_view text, std::size_t limit, std::string_view field) {
    if (text.size() > limit) {
        refuse(field, "must be at most " + std::to_string(limit) + " bytes");
    }
}

void Arguments::refuse(std::string_view field, std::string_view must) {
    if (!error_) {
        error_ = core::invalid(field, must);
    }
}

}  // namespace courtside::wire
