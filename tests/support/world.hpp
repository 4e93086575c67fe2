#pragma once

#include "support/builders.hpp"
#include "support/world_describe.hpp"
#include "support/world_host.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace courtside::support {

class World;

/// What reached one connection.
struct Inbox {
    core::TenantId tenant;
    core::PersonId person;
    std::map<std::uint64_t, std::vector<core::ReplyBody>> replies;  ///< by request id
    std::map<std::uint64_t, std::vector<core::Query>> reads;
    std::vector<core::Event> events;
    std::optional<core::Close> closed;
};

/// What a command was answered with.
struct Answer {
    std::optional<core::ReplyBody> reply;
    std::optional<core::Query> read;  ///< answered from the store instead
};

/// One connection of one person. A handle: copies speak through the same connection.
class Client {
public:
    Client(World& world, core::ConnectionId connection) : world_(&world), connection_(connection) {}

    [[nodiscard]] core::ConnectionId connection() const { return connection_; }
    [[nodiscard]] core::PersonId id() const;
    [[nodiscard]] core::TenantId tenant() const;

    /// Sends a command; `id` none: a fresh one where the command needs it.
    Answer send(core::Command command, core::CommandId id = {});

    /// Sends a command that is to be answered with a T. Throws, with what came, for anything else.
    template <class T>
    T get(core::Command command, core::CommandId id = {}) {
        return expect<T>(send(std::move(command), id));
    }
    /// Sends a command that is to be refused, and tells why.
    core::Error refused(core::Command command, core::CommandId id = {}) {
        return get<core::Error>(std::move(command), id);
    }
    /// The query that a command is answered with.
    template <class Q>
    Q reads(core::Command command, core::CommandId id = {}) {
        const Answer answer = send(std::move(command), id);
        promise(answer.read.has_value(), "answered from the store");
        return std::get<Q>(answer.read->what);
    }

    // What tests do most.
    core::Issue open_issue(const std::string& title = "How do I begin?");
    core::Request ask(core::Ask wish);
    core::Request ask();  ///< a new issue, and the wish that a coach of S1 fits
    core::PresenceView be_ready(core::Duration length = core::hours(8));
    core::PresenceView go_away();
    void show(core::OfferId offer);
    core::SessionView accept(core::OfferId offer);
    void decline(core::OfferId offer);
    core::SessionView join(core::SessionId session);
    core::MessageSent say(core::SessionId session, const std::string& words);
    core::SessionView end(core::SessionId session, core::Outcome outcome = core::Outcome::none);

    /// All pushes of one kind since the start or the last forget().
    template <class T>
    [[nodiscard]] std::vector<T> pushes() const {
        std::vector<T> found;
        for (const core::Event& event : inbox().events) {
            if (const auto* push = std::get_if<T>(&event)) {
                found.push_back(*push);
            }
        }
        return found;
    }
    /// The last push of a kind; throws when there is none.
    template <class T>
    [[nodiscard]] T last() const {
        const std::vector<T> found = pushes<T>();
        promise(!found.empty(), "something was pushed");
        return found.back();
    }
    void forget();

    /// The offer before this person: pushed or in the welcome, and not closed since.
    [[nodiscard]] std::optional<core::OfferView> offer() const;

    /// How this person is seen at a new connection: a second one is opened for it and closed again.
    [[nodiscard]] core::Welcome look() const;

    [[nodiscard]] const Inbox& inbox() const;
    [[nodiscard]] std::optional<core::CloseCode> closed() const;
    /// As stored.
    [[nodiscard]] const core::Person& person() const;
    void disconnect();

private:
    template <class T>
    static T expect(const Answer& answer) {
        promise(answer.reply.has_value(), "a command is answered");
        const auto* body = std::get_if<T>(&*answer.reply);
        if (body == nullptr) {
            throw BrokenPromise("unexpected answer: " + describe(*answer.reply));
        }
        return *body;
    }

    World* world_;
    core::ConnectionId connection_;
};

/// Two people of a session.
struct Pair {
    Client learner;
    Client coach;
    core::SessionId session;
};

/// A server without I/O whose time is moved by hand: one company with some skills at first.
class World {
public:
    explicit World(core::Rules rules = {}, core::Instant start = monday_at_nine());

    core::TenantId add_company(const std::string& name);

    /// Signs somebody in, on one more connection. `company` none: the first one.
    Client connect(const std::string& subject, const core::Profile& profile = a_learner(),
                   core::TenantId company = {});
    /// The same with all that a token says; the profile is part of it.
    Client connect(const core::Claims& claims);
    /// As connect, where the sign-in is to be refused.
    core::Error refused(const core::Claims& claims);
    core::ReplyBody refresh(const Client& client, const core::Claims& claims);
    /// A token for an hour from now.
    [[nodiscard]] core::Claims claims(const std::string& subject, const core::Profile& profile = a_learner(),
                                      core::TenantId company = {}) const;

    /// A coach of S1 who is ready for eight hours.
    Client ready_coach(const std::string& subject, const core::Profile& profile = a_coach_of_s1(),
                       core::TenantId company = {});
    /// Asks, offers and accepts: the two are in a starting session. Who asks must fit no other coach.
    Pair match(Client learner, Client coach);
    Pair match() { return match(connect("lea"), ready_coach("carl")); }
    /// And both have joined.
    Pair talk(Client learner, Client coach);
    Pair talk() { return talk(connect("lea"), ready_coach("carl")); }

    /// Moves time, with a tick at each deadline on the way.
    void advance(core::Duration by);
    /// Moves time without ticks: the loop was busy.
    void skip(core::Duration by) { now_ = now_ + by; }
    void tick();

    /// The process ends and starts again on what is stored. Connections are gone.
    void restart();

    core::AdminReply admin(decltype(core::Admin::change) change);

    void hold_loads() { host_->hold_loads(); }
    void answer_loads() { take(host_->answer_loads(now_)); }

    void step(const core::Input& input) { take(host_->step(input, now_)); }

    [[nodiscard]] core::Instant now() const { return now_; }
    /// What was pushed to devices so far.
    [[nodiscard]] const std::vector<core::PushMessage>& pushed() const { return pushed_; }
    [[nodiscard]] const core::Effects& effects() const { return effects_; }  ///< of the last step
    [[nodiscard]] const WorldStore& store() const { return host_->store(); }
    [[nodiscard]] const core::Engine& engine() const { return host_->engine(); }
    [[nodiscard]] WorldHost& host() { return *host_; }
    [[nodiscard]] const core::Rules& rules() const { return rules_; }

    // As stored in the first company.
    [[nodiscard]] const WorldStore::TenantRows& rows() const { return store().tenant(core::TenantId{1}); }
    [[nodiscard]] const core::Request& request(core::RequestId id) const { return rows().requests.at(id); }
    [[nodiscard]] const core::Session& session(core::SessionId id) const {
        return rows().sessions.at(id).session;
    }
    [[nodiscard]] const core::Issue& issue(core::IssueId id) const { return rows().issues.at(id); }
    /// The last of all requests: the one that came back, where a match failed.
    [[nodiscard]] const core::Request& last_request() const { return rows().requests.rbegin()->second; }

private:
    friend class Client;

    std::uint64_t next_request_id() { return ++request_ids_; }
    /// A later connection has a lower id: nothing may take the ids for an order of arrival.
    core::ConnectionId next_connection() { return core::ConnectionId{--connections_}; }
    Answer command(core::ConnectionId connection, core::Command command, core::CommandId id);
    void take(const core::Effects& effects);

    core::Rules rules_;
    core::Instant now_;
    std::unique_ptr<WorldHost> host_;
    core::Effects effects_;
    std::map<core::ConnectionId, Inbox> inboxes_;
    std::map<std::uint64_t, core::AdminReply> admin_replies_;
    std::vector<core::PushMessage> pushed_;
    std::uint64_t connections_ = 1'000'000;
    std::uint64_t request_ids_ = 0;
    std::uint64_t command_ids_ = 0;
};

}  // namespace courtside::support
