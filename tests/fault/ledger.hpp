#pragma once

#include "support/store_reader.hpp"

#include <courtside/types.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace courtside::test {

/// What the clients know for certain: everything that a server acknowledged to them or told them. However it
/// is killed, its store must hold all of that, once, and nothing that nobody asked for. For several threads.
class Ledger {
public:
    // What clients ask for. Texts are different from each other all over a test.
    void submits_issue(PersonId learner);
    void submits_request(PersonId learner);
    void submits_message(const std::string& text);

    // What servers acknowledge or tell.
    void opened(const Issue& issue);
    void asked(PersonId learner, const Request& request);
    /// Acknowledged to its sender, or heard by anybody.
    void knows_message(SessionId session, MessageNumber number, const std::string& text);
    void refused_message(const std::string& text);
    void ended(SessionId session, Outcome outcome);
    void closed_with_word(SessionId session);
    void violated(const std::string& what);

    void connected(bool is);
    /// True once nobody is connected; false after `most`.
    bool wait_until_nobody_is_connected(std::chrono::milliseconds most);
    /// True once `count` more things are acknowledged than at the call; false after `most`.
    bool wait_for_progress(std::uint64_t count, std::chrono::milliseconds most);

    /// What is wrong with a store, of one company, that no server writes to. `settled`: nothing is under
    /// way any more, so there may be nothing in it that was not acknowledged.
    [[nodiscard]] std::vector<std::string> compare(const StoreContent& store, bool settled) const;

    [[nodiscard]] std::uint64_t messages() const;
    [[nodiscard]] std::uint64_t requests() const;
    [[nodiscard]] std::uint64_t outcomes() const;
    [[nodiscard]] std::uint64_t closing_words() const;

private:
    struct Count {
        std::uint64_t submitted = 0;
        std::uint64_t acknowledged = 0;
    };
    struct Place {
        SessionId session = 0;
        MessageNumber number = 0;
    };

    void progressed();
    void compare_messages(const StoreContent& store, bool settled, std::vector<std::string>& wrong) const;
    void compare_requests(const StoreContent& store, bool settled, std::vector<std::string>& wrong) const;
    void compare_ends(const StoreContent& store, std::vector<std::string>& wrong) const;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t progress_ = 0;
    int connected_ = 0;

    std::map<PersonId, Count> issues_;
    std::map<PersonId, Count> requests_;
    std::set<IssueId> issue_ids_;
    std::map<RequestId, PersonId> request_ids_;
    std::set<std::string> submitted_;
    std::map<std::string, Place> known_;
    std::set<std::string> refused_;
    std::map<SessionId, Outcome> outcomes_;
    std::map<SessionId, unsigned> words_;
    std::vector<std::string> violations_;
};

}  // namespace courtside::test
