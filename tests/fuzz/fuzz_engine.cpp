// The engine, under sequences of commands, connections and time that the input decides: the promises that
// WorldChecks knows hold at every step, and what was stored is enough to go on.

#include "fuzz/target.hpp"
#include "support/builders.hpp"
#include "support/world_describe.hpp"
#include "support/world_host.hpp"
#include "unit/core/crowd.hpp"

#include <memory>
#include <string>

namespace courtside::core {
namespace {

class Run {
public:
    explicit Run(std::string_view script) : crowd_(Dice(script)), now_(support::monday_at_nine()) {
        for (const Input& input : crowd_.founding()) {
            host_->step(input, now_);
        }
    }

    void go() {
        constexpr int longest = 2000;
        for (int steps = 0; steps < longest && !crowd_.dice().used_up(); ++steps) {
            const Instant next = now_ + crowd_.pause();
            for (auto due = host_->engine().next_deadline(); due && *due <= next;
                 due = host_->engine().next_deadline()) {
                now_ = std::max(now_, *due);
                host_->step(Tick{}, now_);
            }
            now_ = next;
            host_->step(crowd_.next(*host_, now_), now_);
        }
        restart();
    }

private:
    void restart() {
        host_ = std::make_unique<support::WorldHost>(Rules{}, support::WorldStore(host_->store()), now_);
        host_->step(Tick{}, now_);
        host_->step(crowd_.connect(TenantId{1}, 0, now_), now_);
    }

    Crowd crowd_;
    Instant now_;
    std::unique_ptr<support::WorldHost> host_ =
        std::make_unique<support::WorldHost>(Rules{}, support::WorldStore(), now_);
};

}  // namespace

void fuzz_one(std::string_view input) {
    try {
        Run(input).go();
    } catch (const support::BrokenPromise& broken) {
        fuzz::require(false, broken.what());
    }
}

}  // namespace courtside::core

COURTSIDE_FUZZ_TARGET(courtside::core::fuzz_one)
