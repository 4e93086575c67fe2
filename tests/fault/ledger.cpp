#include "fault/ledger.hpp"

namespace courtside::test {
namespace {

constexpr int session_ended = 4;

std::string place(SessionId session, MessageNumber number) {
    return "session " + std::to_string(session) + " message " + std::to_string(number);
}

}  // namespace

void Ledger::submits_issue(PersonId learner) {
    const std::lock_guard lock(mutex_);
    ++issues_[learner].submitted;
}

void Ledger::submits_request(PersonId learner) {
    const std::lock_guard lock(mutex_);
    ++requests_[learner].submitted;
}

void Ledger::submits_message(const std::string& text) {
    const std::lock_guard lock(mutex_);
    submitted_.insert(text);
}

void Ledger::opened(const Issue& issue) {
    const std::lock_guard lock(mutex_);
    ++issues_[issue.learner_id].acknowledged;
    if (!issue_ids_.insert(issue.issue_id).second) {
        violations_.push_back("two issues were opened as " + std::to_string(issue.issue_id));
    }
    progressed();
}

void Ledger::asked(PersonId learner, const Request& request) {
    const std::lock_guard lock(mutex_);
    ++requests_[learner].acknowledged;
    if (!request_ids_.emplace(request.request_id, learner).second) {
        violations_.push_back("two requests were taken as " + std::to_string(request.request_id));
    }
    progressed();
}

void Ledger::knows_message(SessionId session, MessageNumber number, const std::string& text) {
    const std::lock_guard lock(mutex_);
    const auto [known, is_new] = known_.try_emplace(text, Place{session, number});
    if (!is_new && (known->second.session != session || known->second.number != number)) {
        violations_.push_back("\"" + text + "\" is " + place(known->second.session, known->second.number) +
                              " and also " + place(session, number));
    }
    progressed();
}

void Ledger::refused_message(const std::string& text) {
    const std::lock_guard lock(mutex_);
    refused_.insert(text);
}

void Ledger::ended(SessionId session, Outcome outcome) {
    const std::lock_guard lock(mutex_);
    const auto [known, is_new] = outcomes_.try_emplace(session, outcome);
    if (!is_new && known->second != outcome) {
        violations_.push_back("session " + std::to_string(session) + " ended in two ways");
    }
    progressed();
}

void Ledger::closed_with_word(SessionId session) {
    const std::lock_guard lock(mutex_);
    ++words_[session];
    progressed();
}

void Ledger::violated(const std::string& what) {
    const std::lock_guard lock(mutex_);
    violations_.push_back(what);
}

void Ledger::connected(bool is) {
    const std::lock_guard lock(mutex_);
    connected_ += is ? 1 : -1;
    changed_.notify_all();
}

bool Ledger::wait_until_nobody_is_connected(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, most, [&] { return connected_ == 0; });
}

bool Ledger::wait_for_progress(std::uint64_t count, std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, most, [&, goal = progress_ + count] { return progress_ >= goal; });
}

void Ledger::progressed() {
    ++progress_;
    changed_.notify_all();
}

std::vector<std::string> Ledger::compare(const StoreContent& store, bool settled) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> wrong = violations_;
    compare_messages(store, settled, wrong);
    compare_requests(store, settled, wrong);
    compare_ends(store, wrong);
    return wrong;
}

void Ledger::compare_messages(const StoreContent& store, bool settled,
                              std::vector<std::string>& wrong) const {
    std::set<std::string> seen;
    for (const auto& [id, session] : store.sessions) {
        MessageNumber expected = 0;
        for (const StoredMessage& message : session.messages) {
            ++expected;
            const std::string where = place(id, message.number);
            if (message.number != expected) {
                wrong.push_back(where + " is where " + std::to_string(expected) + " should be");
            }
            if (!submitted_.contains(message.text)) {
                wrong.push_back(where + " was never sent: \"" + message.text + "\"");
            }
            if (!seen.insert(message.text).second) {
                wrong.push_back(where + " is there twice: \"" + message.text + "\"");
            }
            if (refused_.contains(message.text)) {
                wrong.push_back(where + " had been refused: \"" + message.text + "\"");
            }
            const auto known = known_.find(message.text);
            if (known == known_.end()) {
                if (settled) {
                    wrong.push_back(where + " was never acknowledged: \"" + message.text + "\"");
                }
            } else if (known->second.session != id || known->second.number != message.number) {
                wrong.push_back(where + " was acknowledged as " +
                                place(known->second.session, known->second.number));
            }
        }
    }
    for (const auto& [text, known] : known_) {
        if (!seen.contains(text)) {
            wrong.push_back(place(known.session, known.number) + " is lost: \"" + text + "\"");
        }
    }
}

void Ledger::compare_requests(const StoreContent& store, bool settled,
                              std::vector<std::string>& wrong) const {
    for (const auto& [id, learner] : request_ids_) {
        const auto found = store.requests.find(id);
        if (found == store.requests.end() || found->second.learner != learner) {
            wrong.push_back("request " + std::to_string(id) + " is lost");
        }
    }
    for (const IssueId id : issue_ids_) {
        if (!store.issues.contains(id)) {
            wrong.push_back("issue " + std::to_string(id) + " is lost");
        }
    }
    std::map<PersonId, std::uint64_t> stored_requests;
    for (const auto& [id, request] : store.requests) {
        ++stored_requests[request.learner];
    }
    std::map<PersonId, std::uint64_t> stored_issues;
    for (const auto& [id, learner] : store.issues) {
        ++stored_issues[learner];
    }
    const auto compare_counts = [&](const std::map<PersonId, Count>& counts,
                                    std::map<PersonId, std::uint64_t>& stored, const std::string& what) {
        for (const auto& [learner, count] : counts) {
            const std::uint64_t most = settled ? count.acknowledged : count.submitted;
            if (stored[learner] < count.acknowledged || stored[learner] > most) {
                wrong.push_back("person " + std::to_string(learner) + " has " +
                                std::to_string(stored[learner]) + " " + what + ", of " +
                                std::to_string(count.submitted) + " sent and " +
                                std::to_string(count.acknowledged) + " acknowledged");
            }
        }
    };
    compare_counts(requests_, stored_requests, "requests");
    compare_counts(issues_, stored_issues, "issues");
}

void Ledger::compare_ends(const StoreContent& store, std::vector<std::string>& wrong) const {
    for (const auto& [id, outcome] : outcomes_) {
        const auto found = store.sessions.find(id);
        if (found == store.sessions.end() || found->second.state != session_ended ||
            found->second.outcome != static_cast<int>(outcome)) {
            wrong.push_back("the outcome of session " + std::to_string(id) + " is lost");
        } else if (found->second.last_number != found->second.messages.size()) {
            wrong.push_back("session " + std::to_string(id) + " ended with a wrong count of messages");
        }
    }
    for (const auto& [id, count] : words_) {
        const auto found = store.closing_words.find(id);
        if (found == store.closing_words.end() || found->second < count) {
            wrong.push_back("a closing word of session " + std::to_string(id) + " is lost");
        }
    }
}

std::uint64_t Ledger::messages() const {
    const std::lock_guard lock(mutex_);
    return known_.size();
}

std::uint64_t Ledger::requests() const {
    const std::lock_guard lock(mutex_);
    return request_ids_.size();
}

std::uint64_t Ledger::outcomes() const {
    const std::lock_guard lock(mutex_);
    return outcomes_.size();
}

std::uint64_t Ledger::closing_words() const {
    const std::lock_guard lock(mutex_);
    std::uint64_t count = 0;
    for (const auto& [session, words] : words_) {
        count += words;
    }
    return count;
}

}  // namespace courtside::test
