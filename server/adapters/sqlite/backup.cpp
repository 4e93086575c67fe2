#include "adapters/sqlite/backup.hpp"

#include "adapters/sqlite/flush.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace courtside::sqlite {
namespace {

/// SQLite only writes into a file that is empty; made here for its mode, and so that none is written over.
void make_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw std::runtime_error("cannot make " + file.string() + " (" + std::strerror(errno) + ")");
    }
    ::close(descriptor);
}

void check_sound(Database& database, const std::filesystem::path& file) {
    Statement statement = database.prepare("PRAGMA integrity_check(1)");
    if (!statement.step() || statement.text(0) != "ok") {
        throw std::runtime_error(file.string() + " is damaged: " + std::string(statement.text(0)));
    }
}

}  // namespace

void copy_store(const std::filesystem::path& source, const std::filesystem::path& target) {
    Database database(source, OpenMode::read_only);
    database.set_busy_timeout(std::chrono::seconds(5));
    static_cast<void>(known_version(database, source));
    check_sound(database, source);
    make_private(target);
    try {
        database.run("VACUUM INTO ?", std::string_view(target.native()));
        flush_to_disk(target);
    } catch (...) {
        std::error_code gone;
        std::filesystem::remove(target, gone);
        throw;
    }
}

}  // namespace courtside::sqlite
