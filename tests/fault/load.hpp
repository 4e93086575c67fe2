#pragma once

#include "fault/ledger.hpp"

#include <courtside/client.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>

namespace courtside::test {

/// What learners and coaches under load have in common: they take part in each session that is theirs, send
/// several messages at once, and note all that the server tells them. On the Runtime's thread.
class LoadPerson {
public:
    LoadPerson(std::string subject, const std::string& url, const std::string& token,
               std::shared_ptr<Runtime> runtime, Ledger& ledger, std::uint64_t seed);
    virtual ~LoadPerson() = default;
    LoadPerson(const LoadPerson&) = delete;
    LoadPerson& operator=(const LoadPerson&) = delete;

    void connect() { client_->connect(); }
    /// Ends the client, and waits until none of its callbacks runs. Before the destructor.
    void leave() { client_.reset(); }
    [[nodiscard]] Client& client() { return *client_; }

protected:
    struct Talk {
        bool joined = false;
        bool active = false;
        bool ended = false;
        int to_send = 0;
        int in_flight = 0;
        MessageNumber heard = 0;
    };

    virtual void on_welcome() = 0;
    virtual void on_offer(const Offer&) {}
    virtual void on_ended(SessionId) {}
    /// All messages that this person had to send are answered.
    virtual void on_all_said(SessionId, Talk&) {}

    [[nodiscard]] int random(int least, int most);
    [[nodiscard]] PersonId me() const { return me_; }
    [[nodiscard]] Ledger& ledger() { return ledger_; }
    [[nodiscard]] const std::string& subject() const { return subject_; }

private:
    Handlers handlers();
    void session_changed(const Session& session);
    void message(const Message& message);
    void say(SessionId id, Talk& talk);
    void said(SessionId id, const std::string& text, const Result<SentMessage>& result);
    void close_with_word(SessionId id);

    std::string subject_;
    Ledger& ledger_;
    std::mt19937_64 random_;
    PersonId me_ = 0;
    bool connected_ = false;
    std::uint64_t texts_ = 0;
    std::map<SessionId, Talk> talks_;
    std::unique_ptr<Client> client_;
};

/// Opens an issue, asks, talks, ends the session, and begins again.
class LoadLearner final : public LoadPerson {
public:
    using LoadPerson::LoadPerson;

    /// Does not begin again after what is under way. On the Runtime's thread.
    void stop() { stopping_ = true; }
    [[nodiscard]] bool has_stopped() const { return stopped_; }

private:
    void on_welcome() override;
    void on_all_said(SessionId id, Talk& talk) override;
    void on_ended(SessionId id) override;
    void begin();
    void ask(IssueId issue);

    bool begun_ = false;
    bool stopping_ = false;
    std::atomic<bool> stopped_{false};
};

/// Takes every offer.
class LoadCoach final : public LoadPerson {
public:
    using LoadPerson::LoadPerson;

private:
    void on_welcome() override;
    void on_offer(const Offer& offer) override;
};

}  // namespace courtside::test
