// The HTTP request and the judgement of the upgrade: no input breaks them, however it is cut.

#include "adapters/http/message.hpp"
#include "adapters/http/request_reader.hpp"
#include "adapters/ws/handshake.hpp"
#include "fuzz/target.hpp"

#include <algorithm>
#include <string>

namespace courtside::ws {
namespace {

constexpr std::size_t header_limit = 2048;

/// What is answered, and what was left over.
struct Outcome {
    std::string answer;
    std::string rest;
    bool operator==(const Outcome&) const = default;
};

const Outcome not_http{"not http", {}};
const Outcome unfinished{"unfinished", {}};

Outcome judge(const http::WholeRequest& whole) {
    const auto verdict = judge_upgrade(
        whole.request, [](std::string_view origin) { return origin == "https://tool.example"; });
    if (const auto* refusal = std::get_if<http::Response>(&verdict)) {
        fuzz::require(refusal->status >= 400 && refusal->status < 500, "a refusal is the client's fault");
        return {http::to_wire(*refusal, whole.request.method == "HEAD"), whole.rest};
    }
    const auto& upgrade = std::get<Upgrade>(verdict);
    fuzz::require(upgrade.response.status == 101, "an upgrade is granted by 101");
    fuzz::require(upgrade.origin.empty() || upgrade.origin == "https://tool.example",
                  "only allowed pages connect");
    return {http::to_wire(upgrade.response, false), whole.rest};
}

/// In pieces of `length`; the reader is of no use after it came to an end, so what follows is its rest.
Outcome feed(std::string_view bytes, std::size_t length) {
    http::RequestReader reader(header_limit);
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, length);
        bytes.remove_prefix(piece.size());
        const http::ReadProgress progress = reader.feed(piece);
        if (const auto* bad = std::get_if<http::BadRequest>(&progress)) {
            fuzz::require(bad->response.status >= 400, "a bad request is refused");
            return not_http;
        }
        if (const auto* whole = std::get_if<http::WholeRequest>(&progress)) {
            Outcome outcome = judge(*whole);
            outcome.rest.append(bytes);
            return outcome;
        }
    }
    return unfinished;
}

}  // namespace

void fuzz_one(std::string_view input) {
    if (input.empty()) {
        return;
    }
    const std::size_t length = 1 + static_cast<unsigned char>(input[0]);
    input.remove_prefix(1);
    const Outcome whole = feed(input, std::max<std::size_t>(input.size(), 1));
    const Outcome in_pieces = feed(input, length);
    // What is bad is seen sooner or later, and too much is judged by piece; what is taken is the same.
    const auto taken = [](const Outcome& outcome) { return outcome != unfinished && outcome != not_http; };
    if (input.size() <= header_limit && (taken(whole) || taken(in_pieces))) {
        fuzz::require(whole == in_pieces, "cuts make no difference");
    }
}

}  // namespace courtside::ws

COURTSIDE_FUZZ_TARGET(courtside::ws::fuzz_one)
