#include "adapters/jwt/background_verifier.hpp"

#include "adapters/jwt/signature_cache.hpp"
#include "adapters/jwt/signature_worker.hpp"
#include "adapters/jwt/token_verifier.hpp"

#include <optional>
#include <string>
#include <utility>

namespace courtside::jwt {
namespace {

using Signature = TokenVerifier::Signature;
using SharedKey = std::shared_ptr<const VerifyingKey>;

Digest identity_of(const VerifyingKey& key, std::string_view token) {
    const Digest& digest = key.digest();
    return sha256({reinterpret_cast<const char*>(digest.data()), digest.size()}, token);
}

ports::Identity::Answer as_answer(ports::Verdict verdict) {
    if (auto* claims = std::get_if<core::Claims>(&verdict)) {
        return std::move(*claims);
    }
    return std::get<ports::IdentityError>(std::move(verdict));
}

}  // namespace

class BackgroundVerifier::Impl {
public:
    Impl(const KeySnapshot& snapshot, BackgroundOptions options, PostToLoop post_to_loop)
        : verifier_(snapshot), cache_(options.cache), worker_(options.queue, std::move(post_to_loop)) {}

    void replace(const KeySnapshot& snapshot) { verifier_.replace(snapshot); }

    Answer verify(std::string_view token, core::Instant now, Done done) {
        SharedKey slow;
        auto verdict = verifier_.judge(token, now, [&](const SharedKey& key) {
            if (key->is_quick()) {
                return key->signed_it(token) ? Signature::fits : Signature::does_not_fit;
            }
            if (cache_.fits(identity_of(*key, token), now)) {
                ++counts_.cache;
                return Signature::fits;
            }
            slow = key;
            return Signature::unknown;
        });
        if (verdict) {
            return as_answer(*std::move(verdict));
        }
        const bool queued =
            worker_.add({std::move(slow), std::string(token),
                         [this, now, done = std::move(done)](SignatureWorker::Job&& job, bool fits) {
                             done(finish(job, fits, now));
                         }});
        ++(queued ? counts_.worker : counts_.refused);
        return queued ? Answer{ports::VerdictPending{}} : Answer{ports::VerdictRefused{}};
    }

    [[nodiscard]] const Counts& counts() const { return counts_; }
    [[nodiscard]] std::size_t remembered() const { return cache_.size(); }

private:
    /// The verdict by the keys that there are now. `asked_at`: when the token came.
    ports::Verdict finish(const SignatureWorker::Job& job, bool fits, core::Instant asked_at) {
        ports::Verdict verdict = *verifier_.judge(job.token, asked_at, [&](const SharedKey& key) {
            // Another key under the same id, since a moment ago: too rare to queue again.
            const bool same = key->digest() == job.key->digest();
            return (same ? fits : key->signed_it(job.token)) ? Signature::fits : Signature::does_not_fit;
        });
        const auto* claims = std::get_if<core::Claims>(&verdict);
        if (claims != nullptr && fits) {
            cache_.add(identity_of(*job.key, job.token), claims->expires_at + clock_leeway);
        }
        return verdict;
    }

    TokenVerifier verifier_;
    SignatureCache cache_;
    Counts counts_;
    SignatureWorker worker_;  ///< last: it ends before what its results are for
};

BackgroundVerifier::BackgroundVerifier(const KeySnapshot& snapshot, BackgroundOptions options,
                                       PostToLoop post_to_loop)
    : impl_(std::make_unique<Impl>(snapshot, options, std::move(post_to_loop))) {}

BackgroundVerifier::~BackgroundVerifier() = default;

void BackgroundVerifier::replace(const KeySnapshot& snapshot) {
    impl_->replace(snapshot);
}

ports::Identity::Answer BackgroundVerifier::verify(std::string_view token, core::Instant now, Done done) {
    return impl_->verify(token, now, std::move(done));
}

const BackgroundVerifier::Counts& BackgroundVerifier::counts() const {
    return impl_->counts();
}

std::size_t BackgroundVerifier::remembered() const {
    return impl_->remembered();
}

}  // namespace courtside::jwt
