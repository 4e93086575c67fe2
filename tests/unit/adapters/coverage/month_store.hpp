#pragma once

#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "support/past_month.hpp"
#include "support/temp_dir.hpp"

#include <memory>
#include <stdexcept>

namespace courtside::coverage::test {

inline constexpr core::Month october{681};
inline constexpr core::TenantId tenant_one{1};

/// A store with one company and a month of it that is over.
class MonthStore {
public:
    explicit MonthStore(courtside::test::PastMonth past) {
        sqlite::StoreOptions options;
        options.folder = folder_.path() / "data";
        store_ = std::make_unique<sqlite::SqliteStore>(options);
        core::Tenant tenant;
        tenant.id = tenant_one;
        tenant.name = "Acme";
        tenant.issuer = "https://id.acme.example";
        past.month = october;
        write({core::Put<core::Tenant>{tenant_one, tenant}});
        write(courtside::test::records_of(past));
    }

    void write(const std::vector<core::Record>& records) {
        if (const auto error = store_->commit(records)) {
            throw std::runtime_error(error->text);
        }
    }

    [[nodiscard]] std::filesystem::path file() const {
        return sqlite::database_file(folder_.path() / "data");
    }
    [[nodiscard]] std::unique_ptr<sqlite::Database> reader() const {
        auto database = std::make_unique<sqlite::Database>(file(), sqlite::OpenMode::read_only);
        sqlite::configure_reader(*database);
        return database;
    }

private:
    courtside::test::TempDir folder_;
    std::unique_ptr<sqlite::SqliteStore> store_;
};

}  // namespace courtside::coverage::test
