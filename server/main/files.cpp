#include "main/files.hpp"

#include "adapters/ws/utf8.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <vector>

namespace courtside::server {
namespace {

std::string reason(int error) {
    return std::generic_category().message(error);
}

/// Everything or an error number. Closes the descriptor.
int write_and_close(int file, std::string_view content) {
    int error = 0;
    while (error == 0 && !content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written >= 0) {
            content.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            error = errno;
        }
    }
    if (error == 0 && ::fsync(file) != 0 && errno != EINVAL) {
        error = errno;
    }
    if (::close(file) != 0 && error == 0) {
        error = errno;
    }
    return error;
}

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t most) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return usage_failure("The file " + path + " cannot be opened (" + reason(errno) +
                             "); check its name and that you may read it.");
    }
    std::string text;
    std::vector<char> piece(std::size_t{64} * 1024);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
        text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
        if (text.size() > most) {
            return usage_failure("The file " + path + " is larger than " + std::to_string(most) +
                                 " bytes; check that it is the right one.");
        }
    }
    if (file.bad()) {
        return usage_failure("The file " + path + " cannot be read; check that it is a file.");
    }
    if (!ws::is_utf8(text)) {
        return usage_failure("The file " + path + " is not UTF-8 text; save it as UTF-8.");
    }
    return text;
}

Result<> write_new_private_file(const std::string& path, std::string_view content) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return usage_failure("The file " + path + " cannot be made (" + reason(errno) +
                             "); name a new file in a folder that you may write to.");
    }
    if (const int error = write_and_close(file, content); error != 0) {
        return failed("The file " + path + " cannot be written (" + reason(error) + ").");
    }
    return {};
}

Result<> replace_file(const std::string& path, std::string_view content) {
    const std::string beside = path + ".new";
    constexpr mode_t readable = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readable);
    if (file < 0) {
        return usage_failure("The file " + beside + " cannot be made (" + reason(errno) +
                             "); name a file in a folder that you may write to.");
    }
    int error = write_and_close(file, content);
    if (error == 0 && std::rename(beside.c_str(), path.c_str()) != 0) {
        error = errno;
    }
    if (error != 0) {
        return failed("The file " + path + " cannot be written (" + reason(error) + ").");
    }
    return {};
}

}  // namespace courtside::server
