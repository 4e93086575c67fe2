#pragma once

#include "adapters/jwt/key_snapshot.hpp"
#include "ports/identity.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace courtside::jwt {

struct BackgroundOptions {
    /// Tokens that wait for the worker; beyond, they are refused for now. With tokens of 8 KiB, all of
    /// them signed on P-256, this is 8 MiB and half a second of work.
    std::size_t queue = 1'024;
    /// Signatures that are remembered; about 150 bytes each.
    std::size_t cache = 16'384;
};

/// Verifies tokens for the loop. Shared secrets are checked in place (microseconds); signatures of public
/// keys, 0.1 to 0.5 ms each, on one worker thread. One that fitted is remembered until its token ends.
///
/// The keys are looked up at the beginning and again with the worker's result, so a key that was retired
/// meanwhile, or since a signature was remembered, verifies nothing any more.
///
/// All calls come on the loop. `post_to_loop` is called from the worker and has to run what it gets on the
/// loop. What still waits at the end is dropped and its `done` never called.
class BackgroundVerifier final : public ports::Identity {
public:
    using PostToLoop = std::function<void(std::function<void()>)>;

    /// Throws as TokenVerifier.
    BackgroundVerifier(const KeySnapshot& snapshot, BackgroundOptions options, PostToLoop post_to_loop);
    ~BackgroundVerifier() override;
    BackgroundVerifier(const BackgroundVerifier&) = delete;
    BackgroundVerifier& operator=(const BackgroundVerifier&) = delete;

    /// Verifies with `snapshot` from now on. Throws as the constructor, and then keeps the old one.
    void replace(const KeySnapshot& snapshot);

    [[nodiscard]] Answer verify(std::string_view token, core::Instant now, Done done) override;

    /// Since the start, for signatures of public keys.
    struct Counts {
        std::uint64_t worker = 0;   ///< given to the worker
        std::uint64_t cache = 0;    ///< found among those that fitted
        std::uint64_t refused = 0;  ///< the queue was full
    };
    [[nodiscard]] const Counts& counts() const;
    /// Signatures that are remembered now.
    [[nodiscard]] std::size_t remembered() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::jwt
