#include "adapters/sqlite/data_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>

namespace courtside::sqlite {
namespace {

int read_holder(int descriptor) {
    std::array<char, 16> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    int holder = 0;
    if (size > 0) {
        // No number leaves 0: the other process has the lock and has not written its id yet.
        std::from_chars(text.data(), text.data() + size, holder);
    }
    return holder;
}

std::string in_use_text(const std::filesystem::path& folder, int holder) {
    return "the data folder " + folder.string() + " is in use by " +
           (holder > 0 ? "process " + std::to_string(holder) : std::string("another process")) +
           "; stop it first, or name another folder";
}

}  // namespace

FolderInUse::FolderInUse(const std::filesystem::path& folder, int holder)
    : std::runtime_error(in_use_text(folder, holder)), holder_(holder) {}

DataLock::DataLock(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) {
        throw std::runtime_error("cannot open " + file.string() + ": " + std::strerror(errno));
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        const int holder = read_holder(descriptor_);
        ::close(descriptor_);
        if (error == EWOULDBLOCK) {
            throw FolderInUse(folder, holder);
        }
        throw std::runtime_error("cannot lock " + file.string() + ": " + std::strerror(error));
    }
    const std::string holder = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor_, 0) != 0 ||
        ::pwrite(descriptor_, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
        const int error = errno;
        ::close(descriptor_);
        throw std::runtime_error("cannot write " + file.string() + ": " + std::strerror(error));
    }
}

DataLock::~DataLock() {
    // The file stays: taking it away would let two processes lock two files of the same name.
    ::close(descriptor_);
}

}  // namespace courtside::sqlite
