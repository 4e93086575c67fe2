#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::ws {

/// Spare memory for what is being sent: a connection has some only while bytes wait, and taking it
/// from here saves an allocation for each of them and turn.
class BufferPool {
public:
    [[nodiscard]] std::string take();
    void give(std::string&& buffer);

private:
    std::vector<std::string> spare_;
};

/// Bytes that wait to be written to one socket, in order.
class SendBuffer {
public:
    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    /// Bytes that wait.
    [[nodiscard]] std::size_t size() const { return bytes_.size() - sent_; }
    [[nodiscard]] std::string_view unsent() const { return std::string_view(bytes_).substr(sent_); }

    /// Where to append.
    [[nodiscard]] std::string& tail(BufferPool& pool);
    /// `bytes` of unsent() are on their way.
    void sent(std::size_t bytes, BufferPool& pool);
    /// Forgets all of it.
    void clear(BufferPool& pool);

private:
    std::string bytes_;
    std::size_t sent_ = 0;  // of bytes_, from the front
};

}  // namespace courtside::ws
