#pragma once

#include <boost/system/result.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace courtside::server {

/// What the process tells its caller. Scripts depend on the values; `exit_codes` lists them for `--help`.
enum class ExitCode : int {
    ok = 0,
    failed = 1,          ///< it was tried and did not work, or `verify` found something wrong
    usage = 2,           ///< the command line, the configuration or an input file is wrong
    data_in_use = 3,     ///< another process holds the data folder
    address_in_use = 4,  ///< the address and port cannot be listened on
    unknown = 5,         ///< a change may have been made or not
};

struct ExitCodeMeaning {
    ExitCode code;
    std::string_view meaning;
};

/// All of them, in the words of `--help`.
inline constexpr std::array exit_codes{
    ExitCodeMeaning{ExitCode::ok, "done"},
    ExitCodeMeaning{ExitCode::failed, "it did not work, verify found something wrong, or a token is refused"},
    ExitCodeMeaning{ExitCode::usage, "the command line, the configuration or an input file is wrong"},
    ExitCodeMeaning{ExitCode::data_in_use, "another process holds the data folder"},
    ExitCodeMeaning{ExitCode::address_in_use, "the address and port cannot be listened on"},
    ExitCodeMeaning{ExitCode::unknown, "a change was under way and may have been made: look, or repeat it"},
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

/// For a store that cannot be used: `what` names it and says what failed, `why` is the machine's reason.
[[nodiscard]] inline Failure store_failure(const std::string& what, std::string why) {
    if (!why.ends_with('.')) {
        why += '.';
    }
    return {ExitCode::failed,
            what + ": " + why +
                " Check --data, that this user may read and write there, and that the disk "
                "has room and works; if the file is damaged, restore the last good backup."};
}

[[nodiscard]] inline Failure failed(std::string sentence) {
    return Failure{ExitCode::failed, std::move(sentence)};
}

}  // namespace courtside::server
