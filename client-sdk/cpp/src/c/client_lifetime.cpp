// Making and freeing a client of the C interface, its options and its handlers.

#include "c/client_handle.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <string>

namespace courtside::c_api {
namespace {

/// A struct as this version knows it, whatever version gave it: what it does not have is 0.
template <class Struct>
std::optional<Struct> taken(const Struct* given) {
    if (given == nullptr || given->size < sizeof(given->size)) {
        return std::nullopt;
    }
    Struct copy{};
    std::memcpy(&copy, given, std::min(given->size, sizeof(copy)));
    return copy;
}

TokenResult result_of(const char* token) {
    if (token == nullptr) {
        return TokenResult::failed("the token source has none this time");
    }
    if (*token == '\0') {
        return TokenResult::unauthorised("the token source says that this person may not sign in");
    }
    return TokenResult::token(token);
}

Options options_of(const courtside_options& given) {
    Options options;
    options.url = text(given.url);
    if (given.token != nullptr) {
        options.token = fixed_token(given.token);
    } else if (given.token_source != nullptr) {
        options.token = [source = given.token_source, context = given.token_context](
                            const TokenRequest& request, std::function<void(TokenResult)> answer) {
            // Owned by the program until it answers.
            auto reply = std::make_unique<courtside_token_reply>(courtside_token_reply{std::move(answer)});
            source(context, request.fresh ? 1 : 0, reply.release());
        };
    }
    if (given.client_name != nullptr) {
        options.client_name = given.client_name;
    }
    if (given.client_version != nullptr) {
        options.client_version = given.client_version;
    }
    options.device_id = text(given.device_id);
    return options;
}

/// A handler that shows its one argument as C sees it.
template <class T, class Callback>
std::function<void(const T&)> shown(Callback callback, void* context) {
    if (callback == nullptr) {
        return {};
    }
    return [callback, context](const T& value) {
        const auto seen = view(value);
        callback(context, &seen);
    };
}

Handlers handlers_of(const courtside_handlers& given) {
    Handlers handlers;
    void* const context = given.context;
    handlers.state_changed = shown<StateChange>(given.state_changed, context);
    handlers.welcome = shown<Welcome>(given.welcome, context);
    handlers.presence = shown<Presence>(given.presence, context);
    handlers.request_changed = shown<Request>(given.request_changed, context);
    handlers.message = shown<Message>(given.message, context);
    handlers.marks = shown<MarksChanged>(given.marks, context);
    handlers.issue_changed = shown<Issue>(given.issue_changed, context);
    handlers.refused = shown<Error>(given.refused, context);
    if (given.offer_made != nullptr) {
        handlers.offer_made = [callback = given.offer_made, context](const Offer& offer) {
            const courtside_offer seen = view(offer);
            return callback(context, &seen) != 0;
        };
    }
    if (given.offer_closed != nullptr) {
        handlers.offer_closed = [callback = given.offer_closed, context](const OfferClosed& closed) {
            callback(context, closed.offer_id, static_cast<int>(closed.state));
        };
    }
    if (given.session_changed != nullptr) {
        handlers.session_changed = [callback = given.session_changed, context](const Session& session) {
            const SessionView seen(session);
            callback(context, &seen.get());
        };
    }
    if (given.typing != nullptr) {
        handlers.typing = [callback = given.typing, context](const TypingChanged& typing) {
            callback(context, typing.session_id, typing.person_id, typing.typing ? 1 : 0);
        };
    }
    if (given.signal != nullptr) {
        handlers.signal = [callback = given.signal, context](const SignalReceived& signal) {
            callback(context, signal.session_id, signal.sender_id, signal.payload.data(),
                     signal.payload.size());
        };
    }
    if (given.ending_soon != nullptr) {
        handlers.ending_soon = [callback = given.ending_soon, context](const EndingSoon& soon) {
            callback(context, soon.session_id, milliseconds(soon.ends));
        };
    }
    if (given.promise_reminder != nullptr) {
        handlers.promise_reminder = [callback = given.promise_reminder,
                                     context](const PromiseReminder& soon) {
            const courtside_window window = view(soon.window);
            callback(context, soon.request_id, &window, soon.title.c_str());
        };
    }
    return handlers;
}

void explain(const std::string& reason, char* why, std::size_t size) {
    if (why == nullptr || size == 0) {
        return;
    }
    const std::size_t length = std::min(reason.size(), size - 1);
    std::memcpy(why, reason.data(), length);
    why[length] = '\0';
}

}  // namespace
}  // namespace courtside::c_api

using namespace courtside::c_api;

const char* courtside_version(void) {
    return COURTSIDE_SDK_VERSION;
}

courtside_client* courtside_client_new(const courtside_options* options, const courtside_handlers* handlers,
                                       char* why, size_t why_size) {
    const auto known_options = taken(options);
    const auto known_handlers = taken(handlers);
    if (!known_options || !known_handlers) {
        explain("give options and handlers, and set their size with sizeof", why, why_size);
        return nullptr;
    }
    try {
        return new courtside_client{{options_of(*known_options), handlers_of(*known_handlers)}};
    } catch (const std::exception& error) {
        explain(error.what(), why, why_size);
        return nullptr;
    }
}

void courtside_client_free(courtside_client* client) {
    delete client;
}

void courtside_token_reply_send(courtside_token_reply* reply, const char* token) {
    const std::unique_ptr<courtside_token_reply> owned(reply);
    owned->answer(result_of(token));
}
