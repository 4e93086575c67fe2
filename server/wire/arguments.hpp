#pragma once

#include "core/error.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace courtside::wire {

/// Checks the values of one frame while they are read and keeps the first that is wrong.
class Arguments {
public:
    /// An instant of 0 (none) up to the end of the year 9999, so that adding any duration of the
    /// product's to it cannot overflow.
    [[nodiscard]] core::Instant instant(std::int64_t ms, std::string_view field);

    /// One of the values `first` to `last` of an enum of the core whose values are the protocol's.
    template <class Enum>
    [[nodiscard]] Enum one_of(int value, Enum first, Enum last, std::string_view field) {
        using Number = std::underlying_type_t<Enum>;
        if (value < static_cast<Number>(first) || value > static_cast<Number>(last)) {
            refuse(field, "must be one of the values that the protocol lists for it");
            return first;
        }
        return static_cast<Enum>(value);
    }

    /// Refuses a text of more than `limit` bytes.
    void at_most(std::string_view text, std::size_t limit, std::string_view field);

    void refuse(std::string_view field, std::string_view must);

    [[nodiscard]] std::optional<core::Error>& error() { return error_; }

private:
    std::optional<core::Error> error_;
};

}  // namespace courtside::wire
