#pragma once

#include "c/views.hpp"
#include "courtside/client.hpp"
#include "courtside/courtside.h"

#include <functional>
#include <utility>

/// What stands behind a courtside_client.
struct courtside_client {
    courtside::Client client;
};

/// What answers one question for a token.
struct courtside_token_reply {
    std::function<void(courtside::TokenResult)> answer;
};

namespace courtside::c_api {

/// NULL is no text.
[[nodiscard]] inline const char* text(const char* given) {
    return given == nullptr ? "" : given;
}

/// Tells C how a command ended, where it wants to know: an error goes to `done` as it is, a value through
/// `show(value, tell)`, which makes what C sees of it and calls `tell` with that.
template <class T, class Callback, class Show>
[[nodiscard]] Completion<T> completion(Callback done, void* context, Show show) {
    return [done, context, show](Result<T> result) {
        if (done == nullptr) {
            return;
        }
        if (result) {
            show(*result, [&](const auto& seen) { done(context, nullptr, &seen); });
        } else {
            const courtside_error error = view(result.error());
            done(context, &error, nullptr);
        }
    };
}

/// For values that are one struct of C.
template <class T, class Callback>
[[nodiscard]] Completion<T> completion_of(Callback done, void* context) {
    return completion<T>(done, context, [](const T& value, auto tell) { tell(view(value)); });
}

[[nodiscard]] inline Completion<Session> completion_of_session(courtside_on_session done, void* context) {
    return completion<Session>(done, context,
                               [](const Session& session, auto tell) { tell(SessionView(session).get()); });
}

[[nodiscard]] inline Completion<Done> completion_of_done(courtside_on_done done, void* context) {
    return [done, context](const Result<Done>& result) {
        if (done == nullptr) {
            return;
        }
        if (result) {
            done(context, nullptr);
        } else {
            const courtside_error error = view(result.error());
            done(context, &error);
        }
    };
}

}  // namespace courtside::c_api
