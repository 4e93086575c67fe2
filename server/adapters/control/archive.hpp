#pragma once

#include "adapters/control/known_values.hpp"

#include <boost/pfr.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

// How core types become bytes and back, for two processes of the same program on the same machine. The
// fields of an aggregate are found by the compiler (Boost.PFR), so a new field or a new alternative of a
// variant is taken along without a line here; a type that is none of those below does not compile.
//
// Numbers are little-endian in their full width; lengths, counts and the indices of variants are 32 bits.

namespace courtside::control {

/// Entries of one list. Above what the engine takes of anything (100,000 people).
inline constexpr std::size_t most_entries = 200'000;

/// An enum of which it can be told whether a number is one of its values.
template <class Enum>
concept CheckedEnum = std::is_enum_v<Enum> && requires(Enum value) {
    { known(value) } -> std::same_as<bool>;
};

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};
template <class T>
struct IsArray : std::false_type {};
template <class T, std::size_t N>
struct IsArray<std::array<T, N>> : std::true_type {};

class Writer {
public:
    template <class T>
    void put(const T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            number(std::uint8_t{value});
        } else if constexpr (std::is_integral_v<T>) {
            number(static_cast<std::make_unsigned_t<T>>(value));
        } else if constexpr (std::is_enum_v<T>) {
            static_assert(CheckedEnum<T>, "say in known_values.hpp which values this enum has");
            put(static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (std::is_same_v<T, std::string>) {
            number(static_cast<std::uint32_t>(value.size()));
            bytes_ += value;
        } else if constexpr (IsList<T>::value) {
            number(static_cast<std::uint32_t>(value.size()));
            each(value);
        } else if constexpr (IsArray<T>::value) {
            each(value);
        } else if constexpr (IsOptional<T>::value) {
            put(value.has_value());
            if (value) {
                put(*value);
            }
        } else if constexpr (IsPair<T>::value) {
            put(value.first);
            put(value.second);
        } else if constexpr (IsVariant<T>::value) {
            number(static_cast<std::uint32_t>(value.index()));
            std::visit([this](const auto& alternative) { this->put(alternative); }, value);
        } else {
            static_assert(std::is_aggregate_v<T>, "a type that cannot be sent");
            boost::pfr::for_each_field(value, [this](const auto& field) { this->put(field); });
        }
    }

    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    template <class Unsigned>
    void number(Unsigned value) {
        for (std::size_t i = 0; i < sizeof value; ++i) {
            bytes_.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
        }
    }
    template <class List>
    void each(const List& list) {
        for (const auto& entry : list) {
            put(entry);
        }
    }

    std::string bytes_;
};

/// Takes any bytes. Nothing is read beyond them, and no list grows beyond what they hold.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    /// False: these bytes are no T; `value` is then of no use.
    template <class T>
    [[nodiscard]] bool get(T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            std::uint8_t byte = 0;
            const bool read = number(byte) && byte <= 1;
            value = byte == 1;
            return read;
        } else if constexpr (std::is_integral_v<T>) {
            std::make_unsigned_t<T> read = 0;
            const bool complete = number(read);
            value = static_cast<T>(read);
            return complete;
        } else if constexpr (std::is_enum_v<T>) {
            static_assert(CheckedEnum<T>, "say in known_values.hpp which values this enum has");
            std::underlying_type_t<T> read{};
            const bool complete = get(read);
            value = static_cast<T>(read);
            return complete && known(value);
        } else if constexpr (std::is_same_v<T, std::string>) {
            return text(value);
        } else if constexpr (IsList<T>::value) {
            return list(value);
        } else if constexpr (IsArray<T>::value) {
            return std::all_of(value.begin(), value.end(), [this](auto& entry) { return get(entry); });
        } else if constexpr (IsOptional<T>::value) {
            bool there = false;
            return get(there) && (!there || get(value.emplace()));
        } else if constexpr (IsPair<T>::value) {
            return get(value.first) && get(value.second);
        } else if constexpr (IsVariant<T>::value) {
            std::uint32_t index = 0;
            return number(index) && alternative(value, index);
        } else {
            static_assert(std::is_aggregate_v<T>, "a type that cannot be sent");
            bool complete = true;
            boost::pfr::for_each_field(value, [&](auto& field) { complete = complete && get(field); });
            return complete;
        }
    }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    template <class Unsigned>
    [[nodiscard]] bool number(Unsigned& value) {
        if (rest_.size() < sizeof value) {
            return false;
        }
        value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i) {
            const auto byte = static_cast<Unsigned>(static_cast<unsigned char>(rest_[i]));
            value = static_cast<Unsigned>(value | static_cast<Unsigned>(byte << (8 * i)));
        }
        rest_.remove_prefix(sizeof value);
        return true;
    }

    [[nodiscard]] bool text(std::string& value) {
        std::uint32_t size = 0;
        if (!number(size) || size > rest_.size()) {
            return false;
        }
        value.assign(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return true;
    }

    template <class T>
    [[nodiscard]] bool list(std::vector<T>& value) {
        std::uint32_t count = 0;
        // Every entry takes a byte at least.
        if (!number(count) || count > most_entries || count > rest_.size()) {
            return false;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!get(value.emplace_back())) {
                return false;
            }
        }
        return true;
    }

    template <class... T>
    [[nodiscard]] bool alternative(std::variant<T...>& value, std::uint32_t index) {
        bool complete = false;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((I == index && (complete = get(value.template emplace<I>()))), ...);
        }
        (std::index_sequence_for<T...>{});
        return complete;
    }

    std::string_view rest_;
};

/// What a type looks like in bytes, as text: two programs that agree on it read each other.
template <class T>
void describe(std::string& shape) {
    if constexpr (std::is_same_v<T, bool>) {
        shape += 'b';
    } else if constexpr (std::is_integral_v<T>) {
        shape += std::is_signed_v<T> ? 'i' : 'u';
        shape += std::to_string(sizeof(T));
    } else if constexpr (std::is_enum_v<T>) {
        shape += 'e';
        describe<std::underlying_type_t<T>>(shape);
    } else if constexpr (std::is_same_v<T, std::string>) {
        shape += 's';
    } else if constexpr (IsList<T>::value || IsOptional<T>::value) {
        shape += IsList<T>::value ? '*' : '?';
        describe<typename T::value_type>(shape);
    } else if constexpr (IsArray<T>::value) {
        shape += '#' + std::to_string(std::tuple_size_v<T>);
        describe<typename T::value_type>(shape);
    } else if constexpr (IsPair<T>::value) {
        shape += '&';
        describe<typename T::first_type>(shape);
        describe<typename T::second_type>(shape);
    } else if constexpr (IsVariant<T>::value) {
        shape += '(';
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((shape += '|', describe<std::variant_alternative_t<I, T>>(shape)), ...);
        }
        (std::make_index_sequence<std::variant_size_v<T>>{});
        shape += ')';
    } else {
        shape += '{';
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (describe<boost::pfr::tuple_element_t<I, T>>(shape), ...);
        }
        (std::make_index_sequence<boost::pfr::tuple_size_v<T>>{});
        shape += '}';
    }
}

}  // namespace courtside::control
