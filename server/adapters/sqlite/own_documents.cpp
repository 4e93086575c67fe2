#include "adapters/sqlite/own_documents.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/person_document.hpp"
#include "core/errors.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <system_error>

namespace courtside::sqlite {
namespace {

constexpr core::Duration retry_after = core::seconds(2);

core::Error too_much(std::uint64_t most) {
    return {core::ErrorCode::too_large,
            "what is stored about you has more than " + std::to_string(most) +
                " bytes; ask your administrator for an export",
            {{"limit", std::to_string(most)}}};
}

/// Whether a byte goes on with a character of UTF-8 that began before it.
bool goes_on(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// How many bytes of `text` are whole characters.
std::size_t whole_characters(std::string_view text) {
    std::size_t last = text.size();
    while (last > 0 && text.size() - last < 4 && goes_on(text[last - 1])) {
        --last;
    }
    if (last == 0) {
        return text.size();
    }
    const auto first = static_cast<unsigned char>(text[last - 1]);
    const std::size_t length = first < 0x80U ? 1 : (first < 0xE0U ? 2 : (first < 0xF0U ? 3 : 4));
    return last - 1 + length <= text.size() ? text.size() : last - 1;
}

/// Writes to a descriptor, and fails at a bound.
class FileBuffer final : public std::streambuf {
public:
    FileBuffer(int descriptor, std::uint64_t most) : descriptor_(descriptor), most_(most) {
        setp(buffer_.data(), buffer_.data() + buffer_.size());
    }

    [[nodiscard]] std::uint64_t written() const { return written_; }
    [[nodiscard]] bool too_large() const { return too_large_; }

private:
    int_type overflow(int_type next) override {
        if (sync() != 0) {
            return traits_type::eof();
        }
        if (!traits_type::eq_int_type(next, traits_type::eof())) {
            sputc(traits_type::to_char_type(next));
        }
        return traits_type::not_eof(next);
    }

    int sync() override {
        const char* from = pbase();
        auto left = static_cast<std::size_t>(pptr() - pbase());
        too_large_ = too_large_ || written_ + left > most_;
        while (left > 0 && !too_large_) {
            const ssize_t wrote = ::write(descriptor_, from, left);
            if (wrote < 0 && errno == EINTR) {
                continue;
            }
            if (wrote <= 0) {
                return -1;
            }
            from += wrote;
            left -= static_cast<std::size_t>(wrote);
            written_ += static_cast<std::uint64_t>(wrote);
        }
        setp(buffer_.data(), buffer_.data() + buffer_.size());
        return too_large_ ? -1 : 0;
    }

    int descriptor_;
    std::uint64_t most_;
    std::uint64_t written_ = 0;
    bool too_large_ = false;
    std::array<char, 64 * 1024> buffer_{};
};

}  // namespace

/// A document in a file that has no name any more.
class OwnDocuments::Document {
public:
    explicit Document(const std::filesystem::path& folder) {
        std::string name = (folder / "own-data-XXXXXX").string();
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ < 0) {
            throw std::system_error(errno, std::generic_category(), "a file in " + folder.string());
        }
        ::unlink(name.c_str());
    }
    ~Document() { ::close(descriptor_); }
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }

    std::uint64_t size = 0;
    Clock::time_point used;

private:
    int descriptor_ = -1;
};

OwnDocuments::OwnDocuments(std::filesystem::path folder, OwnDocumentOptions options)
    : folder_(std::move(folder)), options_(options) {}
OwnDocuments::~OwnDocuments() = default;

core::ReplyBody OwnDocuments::part(Database& database, core::TenantId tenant, core::PersonId person,
                                   const core::QueryOwnData& query, Clock::time_point now) {
    const Key key{tenant, person};
    forget_old(now);
    std::shared_ptr<Document> document;
    {
        const std::lock_guard lock(mutex_);
        const auto place = held_.find(key);
        if (query.offset > 0) {
            if (place == held_.end()) {
                return core::invalid("offset",
                                     "must be 0, since the document is not held any longer; begin anew");
            }
            place->second->used = now;
            document = place->second;
        } else if (making_ || (place == held_.end() && held_.size() >= options_.held)) {
            return core::busy(retry_after);
        } else {
            making_ = true;
        }
    }
    if (query.offset > 0) {
        return read(*document, query.offset);
    }
    const auto made = [&](std::shared_ptr<Document> done) {
        const std::lock_guard lock(mutex_);
        making_ = false;
        held_.erase(key);
        if (done && done->size <= options_.most_bytes) {
            done->used = now;
            held_.emplace(key, std::move(done));
        }
    };
    try {
        document = make(database, key, query.at);
    } catch (...) {
        made(nullptr);
        throw;
    }
    made(document);
    if (!document) {
        return core::not_found("person");
    }
    if (document->size > options_.most_bytes) {
        return too_much(options_.most_bytes);
    }
    return read(*document, 0);
}

void OwnDocuments::forget_old(Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    std::erase_if(held_, [&](const auto& each) { return each.second->used + options_.kept < now; });
}

std::shared_ptr<OwnDocuments::Document> OwnDocuments::make(Database& database, const Key& key,
                                                           core::Instant at) const {
    const Transaction one_moment(database, Transaction::Kind::read);
    const auto [tenant_id, person] = key;
    const std::vector<core::Tenant> tenants = read_tenants(database);
    const auto tenant = std::ranges::find(tenants, tenant_id, &core::Tenant::id);
    if (tenant == tenants.end()) {
        return nullptr;
    }
    auto document = std::make_shared<Document>(folder_);
    FileBuffer buffer(document->descriptor(), options_.most_bytes);
    std::ostream out(&buffer);
    if (!write_person_document(out, *tenant, PersonData(database, tenant_id, person), at)) {
        return nullptr;
    }
    out.flush();
    if (!out && !buffer.too_large()) {
        throw std::runtime_error("the document cannot be written; see that the disk has room");
    }
    document->size = buffer.too_large() ? options_.most_bytes + 1 : buffer.written();
    return document;
}

core::ReplyBody OwnDocuments::read(const Document& document, std::uint64_t offset) const {
    if (offset > document.size) {
        return core::invalid("offset", "must be within the document");
    }
    std::string bytes(
        static_cast<std::size_t>(std::min<std::uint64_t>(options_.part_bytes, document.size - offset)), '\0');
    const ssize_t got =
        ::pread(document.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got != static_cast<ssize_t>(bytes.size())) {
        throw std::runtime_error("the document cannot be read back");
    }
    if (!bytes.empty() && goes_on(bytes.front())) {
        return core::invalid("offset", "must be where the part before it ended");
    }
    bytes.resize(whole_characters(bytes));
    const bool more = offset + bytes.size() < document.size;
    return core::MyData{std::move(bytes), offset, more};
}

}  // namespace courtside::sqlite
