#pragma once

#include "core/inputs.hpp"
#include "support/world_host.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::core {

/// Numbers that look random and are the same on every machine (S. Vigna's SplitMix64), or that a script tells
/// as long as it lasts.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    /// Two bytes a number; it is not copied.
    explicit Dice(std::string_view script) : state_(script.size()), script_(script) {}

    /// The script is at its end, or there is none.
    [[nodiscard]] bool used_up() const { return script_.empty(); }

    std::uint64_t next();
    /// From 0 to n - 1.
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    bool percent(std::uint64_t chance) { return below(100) < chance; }
    template <class T>
    const T& pick(const std::vector<T>& values) {
        return values[below(values.size())];
    }

private:
    std::uint64_t state_;
    std::string_view script_;
};

/// Three companies of ten people who do what people do, in odd orders: they come and go on several
/// devices, ask, answer, talk, repeat themselves, and name things that are not theirs or not there.
class Crowd {
public:
    explicit Crowd(std::uint64_t seed) : Crowd(Dice(seed)) {}
    explicit Crowd(Dice dice) : dice_(dice) {}

    static constexpr std::uint64_t companies = 3;
    static constexpr std::uint64_t people_each = 10;

    /// What sets the companies up, to be given first.
    [[nodiscard]] std::vector<Input> founding() const;

    /// What happens next, seen from what is stored and connected.
    [[nodiscard]] Input next(const support::WorldHost& host, Instant now);

    /// How long it takes until then.
    [[nodiscard]] Duration pause();

    /// Somebody, by tenant and number from 0, signs in once more.
    [[nodiscard]] Connected connect(TenantId tenant, std::uint64_t person, Instant now);

    /// The connections that the host's engine has.
    [[nodiscard]] std::vector<ConnectionId> connections(const support::WorldHost& host) const;

    /// Occurs in every text of a company and in none of another's.
    [[nodiscard]] static std::string marker(TenantId tenant);
    [[nodiscard]] static std::string subject(std::uint64_t person);

    [[nodiscard]] Dice& dice() { return dice_; }

private:
    using Rows = support::WorldStore::TenantRows;

    [[nodiscard]] ClientCommand command_of(ConnectionId connection, const support::WorldHost& host,
                                           Instant now);
    [[nodiscard]] Command plausible(const Rows& rows, PersonId person, Instant now);
    [[nodiscard]] Command in_session(const Session& session, PersonId person);
    [[nodiscard]] Command odd(const Rows& rows, Instant now);
    [[nodiscard]] Command wish(const Rows& rows, PersonId person, Instant now);
    [[nodiscard]] Command message(SessionId session);
    [[nodiscard]] ConnectionId busy_one(const support::WorldHost& host,
                                        const std::vector<ConnectionId>& open);
    [[nodiscard]] Profile new_profile(TenantId tenant);
    /// Somebody is revoked, or a key comes or goes; some of these are refused.
    [[nodiscard]] decltype(Admin::change) sign_in_change(TenantId tenant);
    [[nodiscard]] std::string words();

    template <class Tag>
    Id<Tag> some(std::uint64_t known) {
        return Id<Tag>{dice_.below(known + 3)};
    }

    Dice dice_;
    TenantId speaking_;
    std::uint64_t connections_ = 0;
    std::uint64_t requests_ = 0;
    std::uint64_t commands_ = 0;
    std::vector<ConnectionId> made_;
    std::map<std::pair<TenantId, PersonId>, std::vector<ClientCommand>> said_;
};

}  // namespace courtside::core
