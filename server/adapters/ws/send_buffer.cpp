#include "adapters/ws/send_buffer.hpp"

#include <utility>

namespace courtside::ws {

namespace {

// Together at most 4 MiB are kept.
constexpr std::size_t max_spare_buffers = 1024;
constexpr std::size_t max_spare_size = 4096;

}  // namespace

std::string BufferPool::take() {
    if (spare_.empty()) {
        return {};
    }
    std::string buffer = std::move(spare_.back());
    spare_.pop_back();
    return buffer;
}

void BufferPool::give(std::string&& buffer) {
    std::string owned = std::move(buffer);
    if (spare_.size() < max_spare_buffers && owned.capacity() <= max_spare_size) {
        owned.clear();
        spare_.push_back(std::move(owned));
    }
}

std::string& SendBuffer::tail(BufferPool& pool) {
    if (bytes_.empty()) {
        bytes_ = pool.take();
    } else if (sent_ > bytes_.size() / 2) {
        // Only when more goes than stays, so that moving costs less than was sent.
        bytes_.erase(0, sent_);
        sent_ = 0;
    }
    return bytes_;
}

void SendBuffer::sent(std::size_t bytes, BufferPool& pool) {
    sent_ += bytes;
    if (sent_ == bytes_.size()) {
        clear(pool);
    }
}

void SendBuffer::clear(BufferPool& pool) {
    pool.give(std::move(bytes_));
    bytes_ = std::string();
    sent_ = 0;
}

}  // namespace courtside::ws
