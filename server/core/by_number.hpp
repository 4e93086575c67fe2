#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace courtside::core {

/// Values by ids that count up from 1: found by their place, walked in the order of their ids. They stay
/// where they are, and none is ever taken out.
template <class Id, class T>
class ByNumber {
public:
    ByNumber() = default;
    ByNumber(const ByNumber&) = delete;
    ByNumber& operator=(const ByNumber&) = delete;
    ByNumber(ByNumber&&) noexcept = default;
    ByNumber& operator=(ByNumber&&) noexcept = default;
    ~ByNumber() = default;

    /// Adds it where it is not there yet.
    T& operator[](Id id) {
        if (T* value = find(id)) {
            return *value;
        }
        T& value = values_[id];
        if (id.value >= places_.size()) {
            places_.resize(id.value + 1);
        }
        places_[id.value] = &value;
        return value;
    }

    /// None: a null pointer.
    [[nodiscard]] T* find(Id id) const { return id.value < places_.size() ? places_[id.value] : nullptr; }
    [[nodiscard]] bool contains(Id id) const { return find(id) != nullptr; }
    /// Throws std::out_of_range where there is none.
    [[nodiscard]] T& at(Id id) {
        T* value = find(id);
        return value != nullptr ? *value : values_.at(id);
    }
    [[nodiscard]] const T& at(Id id) const {
        const T* value = find(id);
        return value != nullptr ? *value : values_.at(id);
    }

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] auto begin() { return values_.begin(); }
    [[nodiscard]] auto end() { return values_.end(); }
    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

private:
    std::map<Id, T> values_;
    std::vector<T*> places_;  ///< by id
};

}  // namespace courtside::core
