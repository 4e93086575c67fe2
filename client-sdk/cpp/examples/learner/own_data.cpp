#include "own_data.hpp"

#include "../common/words.hpp"

#include <filesystem>
#include <system_error>

namespace examples {

using namespace courtside;

bool OwnData::command(const std::string& word, const std::string& rest, PersonId me) {
    if (word == "/mydata") {
        write_to(rest);
    } else if (word == "/eraseme") {
        erase(rest, me);
    } else {
        return false;
    }
    return true;
}

void OwnData::write_to(const std::string& path) {
    std::error_code unknown;
    if (path.empty()) {
        console_.print("Say where to: /mydata FILE");
        return;
    }
    if (file_.is_open()) {
        console_.print("That is under way already.");
        return;
    }
    if (std::filesystem::exists(path, unknown)) {
        console_.print("The file " + path + " is there already; name a new one.");
        return;
    }
    path_ = path;
    file_.open(path, std::ios::binary);
    // Before anything is in it, so that nobody else ever reads it.
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, unknown);
    if (!file_ || unknown) {
        file_.close();
        console_.print("The file " + path + " cannot be made; name one in a folder that you may write to.");
        return;
    }
    fetch(0);
}

void OwnData::fetch(std::uint64_t offset) {
    client_.fetch_my_data(offset, [this](const Result<MyDataPart>& part) {
        console_.post([this, part] {
            if (part) {
                take(*part);
                return;
            }
            file_.close();
            std::error_code gone;
            std::filesystem::remove(path_, gone);
            console_.print("That can't be read: " + say(part.error()));
        });
    });
}

void OwnData::take(const MyDataPart& part) {
    file_ << part.part;
    if (part.more && file_) {
        fetch(part.offset + part.part.size());
        return;
    }
    file_.close();
    console_.print(file_ ? "Everything that is stored about you is in " + path_ + '.'
                         : "The file " + path_ + " cannot be written; see that the disk has room.");
}

void OwnData::erase(const std::string& confirm, PersonId me) {
    const std::string number = std::to_string(me);
    if (confirm != number) {
        console_.print(
            "This erases you for good: your requests and talks end, and what you wrote becomes empty, also "
            "for "
            "those you talked with. To go on, type /eraseme " +
            number);
        return;
    }
    client_.erase_me(me, [this](const Result<Done>& result) {
        console_.post([this, result] {
            if (!result) {
                console_.print("Nobody was erased: " + say(result.error()));
                return;
            }
            erased_ = true;
            console_.print("You are erased. Goodbye.");
            console_.quit(0);
        });
    });
}

std::string own_data_help() {
    return "  /mydata FILE                       all that is stored about you, as JSON\n"
           "  /eraseme                           erase yourself for good\n";
}

}  // namespace examples
