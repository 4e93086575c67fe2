#pragma once

#include "../common/console.hpp"
#include "courtside/client.hpp"

#include <fstream>
#include <string>

namespace examples {

/// What a person does at a terminal with all that is stored about them: into a file, or away. On the
/// console's thread; the console and the client must outlive it.
class OwnData {
public:
    OwnData(Console& console, courtside::Client& client) : console_(console), client_(client) {}

    /// False: the command is not one of these.
    bool command(const std::string& word, const std::string& rest, courtside::PersonId me);

    /// Since then the connection is not lost but over.
    [[nodiscard]] bool erased() const { return erased_; }

private:
    void write_to(const std::string& path);
    void fetch(std::uint64_t offset);
    void take(const courtside::MyDataPart& part);
    void erase(const std::string& confirm, courtside::PersonId me);

    Console& console_;
    courtside::Client& client_;
    std::string path_;
    std::ofstream file_;
    bool erased_ = false;
};

[[nodiscard]] std::string own_data_help();

}  // namespace examples
