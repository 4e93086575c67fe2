// How a request was decided: each offer, why that person, and who was passed over and why. It never tells how
// likely anybody is to accept.

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/state_words.hpp"
#include "core/utc_text.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace courtside::server {
namespace {

namespace json = boost::json;

/// What is printed for one value of an enum: a code for programs, a sentence for people.
template <class Value>
struct Said {
    Value value;
    std::string_view code;
    std::string_view sentence;
};

constexpr std::array<Said<core::MatchReason>, 9> said_reasons{{
    {core::MatchReason::skill, "skill", "has the skill"},
    {core::MatchReason::language, "language", "speaks the language"},
    {core::MatchReason::preferred, "preferred", "was asked for by the learner"},
    {core::MatchReason::same_coach, "same_coach", "held the last session on the issue"},
    {core::MatchReason::longest_free, "longest_free", "of equals, free the longest"},
    {core::MatchReason::handed_over, "handed_over", "was named by the coach before"},
    {core::MatchReason::second_expert, "second_expert", "joins as a second expert"},
    {core::MatchReason::free_now, "free_now", "nobody else who fits was free"},
    {core::MatchReason::spares_others, "spares_others", "others are needed more elsewhere"},
}};

constexpr std::array<Said<core::RelaxedRule>, 3> said_relaxed{{
    {core::RelaxedRule::preferred_person, "preferred_person", "the person asked for was not free"},
    {core::RelaxedRule::exact_level, "exact_level", "one level below the one asked for"},
    {core::RelaxedRule::next_tier, "next_tier", "from beyond those who are asked first"},
}};

constexpr std::array<Said<core::PassedOver>, 11> said_passed_over{{
    {core::PassedOver::kept_apart, "kept_apart",
     "the two are kept apart, or the request was put to them before"},
    {core::PassedOver::no_time, "no_time", "not ready long enough, or the week's minutes are used up"},
    {core::PassedOver::not_preferred, "not_preferred", "the learner asked for somebody else"},
    {core::PassedOver::not_same_coach, "not_same_coach", "somebody else knew the issue"},
    {core::PassedOver::lower_fit, "lower_fit", "their level suits it less"},
    {core::PassedOver::needed_elsewhere, "needed_elsewhere", "likely to be needed for what few others know"},
    {core::PassedOver::free_shorter, "free_shorter", "as good, and free for a shorter time"},
    {core::PassedOver::later_number, "later_number", "as good in everything; the lower number decided"},
    {core::PassedOver::promised, "promised", "kept free for a promise to somebody else"},
    {core::PassedOver::by_push, "by_push", "has no client open; who has one is asked first"},
    {core::PassedOver::close, "close", "a close call, of several things together"},
}};

template <std::size_t Size, class Set, class Value>
json::array codes_of(const std::array<Said<Value>, Size>& all, const Set& set) {
    json::array codes;
    for (const Said<Value>& each : all) {
        if (set.has(each.value)) {
            codes.emplace_back(json::string_view(each.code));
        }
    }
    return codes;
}

template <std::size_t Size, class Set, class Value>
std::string sentences_of(const std::array<Said<Value>, Size>& all, const Set& set) {
    std::string text;
    for (const Said<Value>& each : all) {
        if (set.has(each.value)) {
            text += (text.empty() ? "" : "; ") + std::string(each.sentence);
        }
    }
    return text;
}

const Said<core::PassedOver>& said(core::PassedOver why) {
    for (const Said<core::PassedOver>& each : said_passed_over) {
        if (each.value == why) {
            return each;
        }
    }
    return said_passed_over.back();
}

/// One request of a company, as the store has it in this moment.
class Explanation {
public:
    Explanation(sqlite::Database& database, core::TenantId tenant) : database_(database), tenant_(tenant) {}

    [[nodiscard]] json::object document(const core::Request& request) const {
        json::array offers;
        for (const core::OfferId id : sqlite::offers_of(database_, tenant_, request.id)) {
            offers.push_back(document(id));
        }
        return {{"request_id", request.id.value},
                {"learner", name(request.learner)},
                {"skill", request.skill},
                {"least_level", request.least_level},
                {"minutes", request.minutes},
                {"state", json::string_view(sqlite::state_word(sqlite::request_states, request.state))},
                {"asked_at", utc_text(request.asked_at)},
                {"offers", std::move(offers)}};
    }

    void print(std::ostream& out, const core::Request& request) const {
        out << "Request " << request.id.value << " of " << name(request.learner) << ": " << request.skill
            << " at level " << int{request.least_level} << " or above, " << request.minutes
            << " minutes, asked " << utc_text(request.asked_at) << ", "
            << sqlite::state_word(sqlite::request_states, request.state) << ".\n";
        const auto ids = sqlite::offers_of(database_, tenant_, request.id);
        if (ids.empty()) {
            out << "It was offered to nobody: nobody who may be asked was free.\n";
        }
        for (const core::OfferId id : ids) {
            print(out, id);
        }
    }

private:
    [[nodiscard]] std::string name(core::PersonId person) const {
        const std::string known = sqlite::name_of(database_, tenant_, person);
        return known.empty() ? "person " + std::to_string(person.value) : known;
    }

    [[nodiscard]] json::object document(core::OfferId id) const {
        const core::Offer offer = sqlite::find_offer(database_, tenant_, id).value_or(core::Offer{});
        json::object out{{"offer_id", id.value},
                         {"coach", name(offer.coach)},
                         {"offered_at", utc_text(offer.offered_at)},
                         {"state", json::string_view(sqlite::state_word(sqlite::offer_states, offer.state))},
                         {"joins_session_id", offer.session.value},
                         {"reasons", codes_of(said_reasons, offer.reasons)},
                         {"relaxed", codes_of(said_relaxed, offer.relaxed)}};
        if (const auto decision = sqlite::find_decision(database_, tenant_, id)) {
            json::array others;
            for (const core::PassedOverPerson& each : decision->passed_over) {
                others.push_back(json::object{{"person", name(each.person)},
                                              {"code", json::string_view(said(each.why).code)},
                                              {"why", json::string_view(said(each.why).sentence)}});
            }
            out["level"] = decision->level;
            out["fit_percent"] = decision->fit / 10;
            out["could_be_asked"] = decision->could_be_asked;
            out["passed_over"] = std::move(others);
        }
        return out;
    }

    void print(std::ostream& out, core::OfferId id) const {
        const core::Offer offer = sqlite::find_offer(database_, tenant_, id).value_or(core::Offer{});
        const auto decision = sqlite::find_decision(database_, tenant_, id);
        out << "\nOffer " << id.value << ", " << utc_text(offer.offered_at) << ": " << name(offer.coach)
            << ", " << sqlite::state_word(sqlite::offer_states, offer.state)
            << ".\n  Why: " << sentences_of(said_reasons, offer.reasons) << ".\n";
        if (offer.relaxed.bits != 0) {
            out << "  Given up: " << sentences_of(said_relaxed, offer.relaxed) << ".\n";
        }
        if (!decision) {
            return;  // for a second expert, or from before decisions were kept
        }
        out << "  Level " << int{decision->level} << ", fit " << decision->fit / 10 << " %; "
            << decision->could_be_asked << " could be asked.\n";
        for (const core::PassedOverPerson& each : decision->passed_over) {
            out << "  Passed over: " << name(each.person) << ": " << said(each.why).sentence << ".\n";
        }
    }

    sqlite::Database& database_;
    core::TenantId tenant_;
};

}  // namespace

Result<> explain(const CommandContext& context, const ExplainOptions& options) {
    const auto entry = find_tenant(context.settings, options.tenant);
    if (!entry) {
        return entry.error();
    }
    // It is noted first: nobody reads what no trace is left of.
    const core::RequestId id{options.request};
    const auto outcome = apply_admin(context.settings, core::NoteExplanation{entry->tenant.id, id});
    if (!outcome) {
        return outcome.error();
    }
    if (std::holds_alternative<core::Error>(*outcome)) {
        return usage_failure("The company " + entry->tenant.issuer + " has no request " +
                             std::to_string(options.request) + "; 'courtside export' shows a person's.");
    }
    try {
        const std::filesystem::path file = sqlite::database_file(context.settings.data);
        sqlite::Database database(file, sqlite::OpenMode::read_only);
        sqlite::configure_reader(database);
        sqlite::check_schema(database, file);
        const sqlite::Transaction one_moment(database, sqlite::Transaction::Kind::read);
        const auto request = sqlite::find_request(database, entry->tenant.id, id);
        if (!request) {
            return failed("The request is not in the store.");
        }
        const Explanation explanation(database, entry->tenant.id);
        if (context.json) {
            context.out << json::serialize(explanation.document(*request)) << '\n';
        } else {
            explanation.print(context.out, *request);
        }
    } catch (const std::runtime_error& error) {
        return store_failure("The store in " + context.settings.data + " cannot be read", error.what());
    }
    return {};
}

}  // namespace courtside::server
