#include "adapters/sqlite/flush.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

namespace courtside::sqlite {

void flush_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!synced) {
        throw std::runtime_error("cannot flush " + path.string() + " to disk");
    }
}

}  // namespace courtside::sqlite
