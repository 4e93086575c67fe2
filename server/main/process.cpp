#include "main/process.hpp"

#include <sys/resource.h>

#include <csignal>

namespace courtside::server {

void ignore_broken_pipes() {
    // Fails only for a signal that does not exist.
    (void)std::signal(SIGPIPE, SIG_IGN);
}

void allow_many_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max;
        // A refusal leaves the lower bound, with which the server works as well.
        (void)::setrlimit(RLIMIT_NOFILE, &files);
    }
}

}  // namespace courtside::server
