#pragma once

#include "core/context.hpp"

namespace courtside::core::promises {

// A learner whom nobody could take for a while is proposed a window later today. Who takes it has a promise:
// the request is booked, out of the queue and of the learner's mind. Shortly before the window it goes back
// into the queue, due at the window's start, so the coach is bound as late as possible. Until then it is not
// offered: who took a promise does something else, and a coach who accepts must find somebody there. Who
// would rather be taken early keeps waiting instead of taking the promise, or gives it back.

MaybeReply take(Context& context, Caller& caller, const TakePromise& command);
MaybeReply widen(Context& context, Caller& caller, const WidenRequest& command);

/// Says on a request that is in the index whether nobody could serve it today; it is not yet stored.
void look_ahead(const Context& context, RequestEntry& entry);

/// The flag, and the reason where that says nothing more important.
void set_unlikely(Request& request, bool unlikely);

/// Whether a promise to another request needs the coach before a session of this one would be over. Else a
/// promise would go to whoever asks just before it. It is needed from the middle of its window on, so that
/// the rest is left for what goes wrong; what is urgent may go on until the window's end.
[[nodiscard]] bool spoken_for(const Context& context, const PersonState& coach, const Request& request);

/// Arms the timer of what comes next for an open request. Called whenever its state or promise changed.
void arm(Context& context, const Request& request);

/// Takes an open request over from the store, after its place in the queue.
void recover(Context& context, const Request& request);

/// Lets go of a request that has ended, and counts.
void close(Context& context, Request& request);

/// Whether a promise of ours to it could not be kept.
[[nodiscard]] bool broken(const Request& request);

/// Something changed that may change who can be promised what; it is looked at within the interval of the
/// rules, all at once.
void changed(Context& context);

/// The next thing in the life of a promise or proposal is due.
void on_step(Context& context, RequestId request);
void on_review(Context& context);

}  // namespace courtside::core::promises
