#pragma once

#include "core/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace courtside::ws {

/// Owns the objects behind connection ids and finds them by index: the low 32 bits of an id are the
/// slot, the high ones count how often the slot was used, so that an old id finds nothing.
template <class T>
class SlotMap {
public:
    /// Stores what `make(id)` returns, a std::unique_ptr<T>. The object stays where it is.
    template <class Make>
    core::ConnectionId insert(Make&& make) {
        if (free_.empty()) {
            slots_.emplace_back();
            free_.push_back(static_cast<std::uint32_t>(slots_.size() - 1));
        }
        const std::uint32_t index = free_.back();
        Slot& slot = slots_[index];
        const core::ConnectionId id{(std::uint64_t{slot.generation} << 32) | index};
        slot.object = std::forward<Make>(make)(id);
        free_.pop_back();
        ++size_;
        return id;
    }

    /// Null if the id is not, or no longer, in use.
    [[nodiscard]] T* find(core::ConnectionId id) const {
        const std::size_t index = id.value & 0xFFFF'FFFFU;
        if (index >= slots_.size() || slots_[index].generation != id.value >> 32) {
            return nullptr;
        }
        return slots_[index].object.get();
    }

    void erase(core::ConnectionId id) {
        if (find(id) == nullptr) {
            return;
        }
        const auto index = static_cast<std::uint32_t>(id.value & 0xFFFF'FFFFU);
        Slot& slot = slots_[index];
        slot.object.reset();
        --size_;
        // A slot whose count is used up is never used again: an id must not come back.
        if (++slot.generation != 0) {
            free_.push_back(index);
        }
    }

    /// Calls `visit(T&)` for each; `visit` must neither insert nor erase.
    template <class Visit>
    void for_each(Visit&& visit) {
        for (Slot& slot : slots_) {
            if (slot.object) {
                visit(*slot.object);
            }
        }
    }

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Slot {
        std::unique_ptr<T> object;
        std::uint32_t generation = 1;  // so that no id is 0
    };

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::size_t size_ = 0;
};

}  // namespace courtside::ws
