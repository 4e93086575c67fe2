#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace courtside::server {

/// What the process tells its caller. Scripts depend on the values; they are listed in `--help`.
enum class ExitCode : int {
    ok = 0,
    failed = 1,          ///< it was tried and did not work, or `verify` found something wrong
    usage = 2,           ///< the command line, the configuration or an input file is wrong
    data_in_use = 3,     ///< another process holds the data folder
    address_in_use = 4,  ///< the address and port cannot be listened on
};

/// Why a command stops: one sentence that says what to do about it.
struct Failure {
    ExitCode code = ExitCode::failed;
    std::string sentence;
};

template <class T = void>
using Result = boost::system::result<T, Failure>;

[[nodiscard]] inline Failure usage_failure(std::string sentence) {
    return Failure{ExitCode::usage, std::move(sentence)};
}

[[nodiscard]] inline Failure failed(std::string sentence) {
    return Failure{ExitCode::failed, std::move(sentence)};
}

}  // namespace courtside::server
