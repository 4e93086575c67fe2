#pragma once

#include <filesystem>
#include <stdexcept>

namespace courtside::sqlite {

/// Another process works in the data folder.
class FolderInUse : public std::runtime_error {
public:
    /// `holder`: its process id, 0 when it cannot be told.
    FolderInUse(const std::filesystem::path& folder, int holder);
    [[nodiscard]] int holder() const { return holder_; }

private:
    int holder_;
};

/// The right to write into a data folder, held by one process at a time: a lock of the kernel on
/// `<folder>/lock`, which holds the process id. It ends with the process, however that ends.
class DataLock {
public:
    /// The folder has to be there. Throws FolderInUse, or std::runtime_error.
    explicit DataLock(const std::filesystem::path& folder);
    ~DataLock();
    DataLock(const DataLock&) = delete;
    DataLock& operator=(const DataLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace courtside::sqlite
