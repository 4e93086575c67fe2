#include "adapters/sqlite/person_document.hpp"

#include "adapters/sqlite/state_words.hpp"
#include "core/claims.hpp"
#include "core/matching/acceptance.hpp"
#include "core/utc_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string_view>

namespace courtside::sqlite {
namespace {

namespace json = boost::json;

constexpr std::size_t page = 100;

json::value at(core::Instant instant) {
    return instant ? json::value(utc_text(instant)) : json::value(nullptr);
}

/// The name of an enum's value: the stored ones begin at 0 or 1, as the list does with `first`.
template <std::size_t Size, class Enum>
json::value word(const std::array<std::string_view, Size>& words, Enum value, std::size_t first) {
    const auto index = static_cast<std::size_t>(value);
    if (index < first || index - first >= Size) {
        return nullptr;
    }
    return json::value(json::string_view(words[index - first]));
}

constexpr std::array<std::string_view, 2> issue_states{"open", "resolved"};
constexpr std::array<std::string_view, 5> decline_reasons{"busy", "not_my_skill", "too_long", "conflict",
                                                          "other"};
constexpr std::array<std::string_view, 4> session_states{"starting", "active", "wrap_up", "ended"};
constexpr std::array<std::string_view, 8> outcomes{"resolved",    "another_session", "referred",
                                                   "transferred", "wrong_match",     "abandoned",
                                                   "unstated",    "no_show"};
constexpr std::array<std::string_view, 3> session_roles{"learner", "coach", "expert"};
constexpr std::array<std::string_view, 3> answers{"yes", "partly", "no"};
constexpr std::array<std::string_view, 9> moments{"show", "try",   "feedback", "person",   "place",
                                                  "tool", "story", "why",      "first_win"};
constexpr std::array<std::string_view, 5> roles{"learner", "coach", "peer", "manager", "admin"};

json::object profile(const core::Person& person) {
    json::array has_roles;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (person.roles.has(static_cast<core::Role>(1U << i))) {
            has_roles.emplace_back(json::string_view(roles[i]));
        }
    }
    json::object skills;
    for (const core::SkillLevel& skill : person.skills) {
        skills[skill.code] = skill.level;
    }
    json::array windows;
    for (const core::TimeWindow& window : person.windows) {
        windows.push_back(json::object{{"from", at(window.from)}, {"to", at(window.to)}});
    }
    json::array languages;
    for (const std::string& each : person.languages) {
        languages.emplace_back(json::string_view(each));
    }
    json::array focus;
    for (const core::TimeWindow& window : person.preferences.focus) {
        focus.push_back(json::object{{"from", at(window.from)}, {"to", at(window.to)}});
    }
    const bool learnt = person.acceptance != core::acceptance_unknown;
    json::array blocked;
    for (const core::PersonId each : person.blocked) {
        blocked.emplace_back(each.value);
    }
    return {{"id", person.id.value},
            {"subject", person.subject},
            {"name", person.name},
            {"roles", std::move(has_roles)},
            {"skills", std::move(skills)},
            {"languages", std::move(languages)},
            {"time_zone", person.time_zone},
            {"manager_id", person.manager.value},
            {"unit", person.unit},
            {"ready_until", at(person.ready_until)},
            {"windows", std::move(windows)},
            {"offers_missed_in_a_row", person.misses},
            {"free_since", at(person.free_since)},
            {"next_offer_from", at(person.next_offer_from)},
            {"short_deadlines", json::array{at(person.short_deadlines[0]), at(person.short_deadlines[1])}},
            {"tokens_refused_before", at(person.tokens_from)},
            {"blocked_ids", std::move(blocked)},
            {"ready_means_committed", person.preferences.committed},
            {"weekly_minutes", person.preferences.weekly_minutes},
            {"focus", std::move(focus)},
            {"accepts_of_ten",
             learnt ? json::value(unsigned{core::matching::accepts_of_ten(person)}) : json::value(nullptr)},
            {"minutes_coached_in_week_of", at(person.week)},
            {"minutes_coached_in_week", person.week_minutes}};
}

json::object item(const core::Issue& issue) {
    return {{"id", issue.id.value},
            {"title", issue.title},
            {"description", issue.description},
            {"state", word(issue_states, issue.state, 1)},
            {"opened_at", at(issue.opened_at)},
            {"sessions", issue.sessions},
            {"skill", issue.skill},
            {"least_level", issue.least_level},
            {"language", issue.language},
            {"last_coach_id", issue.last_coach.value}};
}

json::object item(const core::Request& request) {
    return {{"id", request.id.value},
            {"issue_id", request.issue.value},
            {"state", word(request_states, request.state, 1)},
            {"minutes", request.minutes},
            {"skill", request.skill},
            {"least_level", request.least_level},
            {"language", request.language},
            {"asked_at", at(request.asked_at)},
            {"needed_by", at(request.needed_by)},
            {"window", json::object{{"from", at(request.window.from)}, {"to", at(request.window.to)}}},
            {"promise", json::object{{"from", at(request.promise.from)}, {"to", at(request.promise.to)}}},
            {"widened", request.widened},
            {"expires_at", at(request.expires_at)},
            {"ended_at", at(request.ended_at)},
            {"session_id", request.session.value}};
}

json::object item(const core::Offer& offer) {
    return {{"id", offer.id.value},
            {"request_id", offer.request.value},
            {"state", word(offer_states, offer.state, 1)},
            {"offered_at", at(offer.offered_at)},
            {"shown_at", at(offer.shown_at)},
            {"closed_at", at(offer.closed_at)},
            {"accepts_itself_at", at(offer.accepts_itself_at)},
            {"fit_percent", offer.fit_percent},
            {"decline_reason", word(decline_reasons, offer.decline_reason, 1)},
            {"joins_session_id", offer.session.value},
            {"note", offer.note}};
}

json::object item(const core::CommandRecord& command) {
    return {{"at", at(command.at)}, {"kind", command.kind}, {"entity_id", command.entity}};
}

json::object item(const PersonData::AuditData& audit) {
    return {{"at", at(audit.entry.at)}, {"who", audit.entry.actor}, {"what", audit.entry.action}};
}

/// The keys and the code are the device's own; they say nothing of the person.
json::object item(const core::PushChannel& channel) {
    return {{"endpoint", channel.endpoint},
            {"tested_at", at(channel.tested_at)},
            {"failed_at", at(channel.failed_at)}};
}

json::object item(const core::Message& message) {
    return {{"number", message.number},
            {"sender_id", message.sender.value},
            {"sent_at", at(message.sent_at)},
            {"moment", word(moments, message.moment, 1)},
            {"reply_to", message.reply_to},
            {"erased", message.redacted},
            {"text", message.text}};
}

/// All of a session but its messages.
json::object head(const PersonData::SessionData& data) {
    const core::Session& session = data.session;
    json::array participants;
    for (std::size_t i = 0; i < session.participants.size(); ++i) {
        const core::Participant& each = session.participants[i];
        participants.push_back(json::object{{"person_id", each.person.value},
                                            {"name", data.names[i]},
                                            {"role", word(session_roles, each.role, 1)},
                                            {"joined_at", at(each.joined_at)},
                                            {"left_at", at(each.left_at)},
                                            {"delivered_to", each.delivered_to},
                                            {"read_to", each.read_to}});
    }
    json::value closing_word = nullptr;
    if (data.word) {
        closing_word = json::object{{"solved", word(answers, data.word->solved, 1)},
                                    {"felt_heard", word(answers, data.word->felt_heard, 1)},
                                    {"knows_next_step", word(answers, data.word->knows_next_step, 1)},
                                    {"line", data.word->line},
                                    {"at", at(data.word->at)}};
    }
    json::array notes;
    for (const core::NoteView& each : data.notes) {
        notes.push_back(json::object{{"author_id", each.note.author.value},
                                     {"author_name", each.author},
                                     {"text", each.note.text},
                                     {"written_at", at(each.note.written_at)}});
    }
    return {{"id", session.id.value},
            {"issue_id", session.issue.value},
            {"request_id", session.request.value},
            {"state", word(session_states, session.state, 1)},
            {"minutes", session.minutes},
            {"matched_at", at(session.matched_at)},
            {"started_at", at(session.started_at)},
            {"ends_at", at(session.ends_at)},
            {"outcome", word(outcomes, session.outcome, 1)},
            {"next_step", session.next_step},
            {"participants", std::move(participants)},
            {"closing_word", std::move(closing_word)},
            {"notes", std::move(notes)},
            {"messages_deleted_up_to", data.deleted_up_to}};
}

/// A list that is read page by page: `next` gives the items after a key, `write` writes one, `key` names it.
template <class Key, class Next, class Write, class KeyOf>
void write_list(std::ostream& out, Next next, Write write, KeyOf key_of) {
    out << '[';
    Key after{};
    for (bool first = true;;) {
        const auto items = next(after);
        for (const auto& each : items) {
            out << (first ? "\n" : ",\n");
            first = false;
            write(each);
            after = key_of(each);
        }
        if (items.size() < page) {
            break;
        }
    }
    out << ']';
}

class Document {
public:
    Document(std::ostream& out, const PersonData& data) : out_(out), data_(data) {}

    void write_lists() {
        plain<core::IssueId>("issues", &PersonData::issues, [](const auto& each) { return each.id; });
        plain<core::RequestId>("requests", &PersonData::requests, [](const auto& each) { return each.id; });
        plain<core::OfferId>("offers", &PersonData::offers, [](const auto& each) { return each.id; });
        name("sessions");
        write_list<core::SessionId>(
            out_, [this](core::SessionId after) { return data_.sessions(after, page); },
            [this](const auto& each) { write_session(each); },
            [](const auto& each) { return each.session.id; });
        plain<core::CommandId>("commands", &PersonData::commands,
                               [](const auto& each) { return each.command; });
        name("push_channels");
        json::array channels;
        for (const core::PushChannel& each : data_.push_channels()) {
            channels.push_back(item(each));
        }
        out_ << json::serialize(channels);
        plain<std::uint64_t>("audit", &PersonData::audit, [](const auto& each) { return each.id; });
    }

private:
    void name(std::string_view of_list) { out_ << ",\n\"" << of_list << "\":"; }

    template <class Key, class Read, class KeyOf>
    void plain(std::string_view of_list, Read read, KeyOf key_of) {
        name(of_list);
        write_list<Key>(
            out_, [this, read](const Key& after) { return (data_.*read)(after, page); },
            [this](const auto& each) { out_ << json::serialize(item(each)); }, key_of);
    }

    void write_session(const PersonData::SessionData& data) {
        std::string text = json::serialize(head(data));
        text.pop_back();  // its brace: the messages come into it
        out_ << text << ",\"messages\":";
        write_list<std::uint64_t>(
            out_, [&](std::uint64_t after) { return data_.messages(data.session.id, after, page); },
            [this](const core::Message& each) { out_ << json::serialize(item(each)); },
            [](const core::Message& each) { return each.number; });
        out_ << '}';
    }

    std::ostream& out_;
    const PersonData& data_;
};

}  // namespace

bool write_person_document(std::ostream& out, const core::Tenant& tenant, const PersonData& data,
                           core::Instant now) {
    const auto person = data.profile();
    if (!person) {
        return false;
    }
    out << "{\"format\":\"courtside.person.1\",\n\"exported_at\":" << json::serialize(at(now))
        << ",\n\"company\":"
        << json::serialize(json::object{{"name", tenant.name}, {"issuer", tenant.issuer}})
        << ",\n\"profile\":" << json::serialize(profile(*person));
    Document(out, data).write_lists();
    out << "}\n";
    return true;
}

}  // namespace courtside::sqlite
