#pragma once

#include "courtside/types.hpp"

#include <algorithm>
#include <optional>

namespace courtside::internal {

/// The marks of one session on their way to the server: only the latest matter, and at most one is under way.
class MarkBox {
public:
    struct Marks {
        MessageNumber delivered_to = 0;
        MessageNumber read_to = 0;
        bool operator==(const Marks&) const = default;
    };

    void delivered(MessageNumber number) { wanted_.delivered_to = std::max(wanted_.delivered_to, number); }
    void read(MessageNumber number) {
        wanted_.read_to = std::max(wanted_.read_to, number);
        delivered(number);
    }
    /// What the server has already.
    void known(Marks marks) {
        known_.delivered_to = std::max(known_.delivered_to, marks.delivered_to);
        known_.read_to = std::max(known_.read_to, marks.read_to);
    }

    /// What is to be sent now; it then counts as under way.
    [[nodiscard]] std::optional<Marks> begin() {
        const bool news = wanted_.delivered_to > known_.delivered_to || wanted_.read_to > known_.read_to;
        if (under_way_ || !news) {
            return std::nullopt;
        }
        under_way_ = wanted_;
        return wanted_;
    }
    /// Answered. A refusal ends it as well: the same marks would be refused again.
    void answered() {
        if (under_way_) {
            known(*under_way_);
        }
        under_way_.reset();
    }
    void connection_lost() { under_way_.reset(); }

private:
    Marks wanted_;
    Marks known_;
    std::optional<Marks> under_way_;
};

}  // namespace courtside::internal
