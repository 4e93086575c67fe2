#pragma once

#include "support/temp_dir.hpp"

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace courtside::cli_test {

/// How a run of the program went.
struct Finished {
    int code = -1;  ///< exit code; 128 + the signal that ended it
    std::string out;
    std::string err;
};

using Arguments = std::vector<std::string>;
using Variables = std::vector<std::pair<std::string, std::string>>;

/// The real program in a process of its own, with just the given environment. Killed with the object
/// if it still runs. Everything waits 60 s at most and then fails the test.
class Program {
public:
    explicit Program(const Arguments& arguments, const Variables& environment = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] pid_t id() const { return process_; }
    /// The next line of its output, without the line end; what there is if the output ends first.
    [[nodiscard]] std::string read_line();
    void send_signal(int signal) const;
    /// Waits for its end.
    [[nodiscard]] Finished finish();

private:
    bool read_some(int timeout_ms);

    pid_t process_ = -1;
    int out_ = -1;
    int err_ = -1;
    Finished finished_;
};

/// Runs it to its end.
[[nodiscard]] Finished run(const Arguments& arguments, const Variables& environment = {});

/// A data folder and files beside it, gone with the test.
class Workplace {
public:
    [[nodiscard]] std::string data() const { return path("data"); }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
    /// Makes a file with this content and returns its path.
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) const;
    [[nodiscard]] std::string content(const std::string& name) const;

    /// Runs the program with `--data` of this folder behind the arguments.
    [[nodiscard]] Finished run(Arguments arguments) const;
    /// Adds the company "https://id.acme.example", whose secret is then in the file "secret".
    void add_company() const;

private:
    test::TempDir folder_;
};

inline constexpr const char* issuer = "https://id.acme.example";

}  // namespace courtside::cli_test
