#include "support/world_describe.hpp"

#include <boost/core/demangle.hpp>
#include <boost/pfr.hpp>

#include <array>
#include <memory>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::support {
namespace {

void write(std::string& out, const std::string& value) {
    out += '"' + value + '"';
}

void write(std::string& out, const core::CommandId& id) {
    static constexpr char digits[] = "0123456789abcdef";
    for (const std::uint8_t byte : id.bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
}

template <class Tag>
void write(std::string& out, const core::Id<Tag>& id) {
    out += '#' + std::to_string(id.value);
}

template <class T>
requires std::is_arithmetic_v<T> || std::is_enum_v<T>
void write(std::string& out, T value) {
    out += std::to_string(static_cast<std::int64_t>(value));
}

template <class T>
void write(std::string& out, const std::vector<T>& values);
template <class T, std::size_t N>
void write(std::string& out, const std::array<T, N>& values);
template <class A, class B>
void write(std::string& out, const std::pair<A, B>& value);
template <class T>
void write(std::string& out, const std::optional<T>& value);
template <class T>
void write(std::string& out, const std::shared_ptr<T>& value);
template <class... Ts>
void write(std::string& out, const std::variant<Ts...>& value);

/// Any other struct: its type and its fields.
template <class T>
requires std::is_aggregate_v<T>
void write(std::string& out, const T& value) {
    static const std::string name = boost::core::demangle(typeid(T).name());
    out += name.substr(name.rfind("::") == std::string::npos ? 0 : name.rfind("::") + 2);
    out += '{';
    boost::pfr::for_each_field(value, [&](const auto& field) {
        write(out, field);
        out += ' ';
    });
    out += '}';
}

template <class Range>
void write_each(std::string& out, const Range& values) {
    out += '[';
    for (const auto& value : values) {
        write(out, value);
        out += ' ';
    }
    out += ']';
}

template <class T>
void write(std::string& out, const std::vector<T>& values) {
    write_each(out, values);
}

template <class T, std::size_t N>
void write(std::string& out, const std::array<T, N>& values) {
    write_each(out, values);
}

template <class A, class B>
void write(std::string& out, const std::pair<A, B>& value) {
    write(out, value.first);
    out += '=';
    write(out, value.second);
}

template <class T>
void write(std::string& out, const std::optional<T>& value) {
    if (value) {
        write(out, *value);
    } else {
        out += "none";
    }
}

template <class T>
void write(std::string& out, const std::shared_ptr<T>& value) {
    write(out, *value);
}

template <class... Ts>
void write(std::string& out, const std::variant<Ts...>& value) {
    std::visit([&](const auto& each) { write(out, each); }, value);
}

template <class T>
std::string described(const T& value) {
    std::string out;
    write(out, value);
    return out;
}

}  // namespace

std::string describe(const core::Effect& effect) {
    return described(effect);
}

std::string describe(const core::Effects& effects) {
    std::string out;
    for (const core::Effect& effect : effects) {
        write(out, effect);
        out += '\n';
    }
    return out;
}

std::string describe(const core::ReplyBody& reply) {
    return described(reply);
}

std::string describe(const core::Input& input) {
    return described(input);
}

}  // namespace courtside::support
