/**
 * The offer alarm: what rings, shows and counts down while an offer waits for this coach's answer. A pure state
 * machine: the time comes in with each event, what should be heard and seen is derived from the state.
 */
import { OfferState, type Offer } from '@courtside/client';

/** How an offer went away, for the sentence that says so. */
export type Gone =
  /** Answered in another tab or on another device of the same person. */
  | 'accepted_elsewhere'
  | 'declined_elsewhere'
  /** Ready means committed: it was taken for the coach. */
  | 'accepted_itself'
  /** The time to answer is over. */
  | 'missed'
  /** The learner does not need it any more, or it was not seen on the screen in time. */
  | 'withdrawn';

export type Answering = 'accept' | 'decline';

export interface Alarm {
  offer?: Offer;
  /** The coach has answered here; the server's reply is on its way. */
  answering?: Answering;
  /** It was on the screen, or in a notification that the system showed. */
  seen: boolean;
  /** The coach asked for silence; everything else goes on. */
  silenced: boolean;
  /** The last offer that went away without an answer from here, until the coach dismisses it. */
  gone?: { how: Gone; title: string; atMs: number; seen: boolean };
}

export type AlarmEvent =
  | { kind: 'offered'; offer: Offer }
  | { kind: 'seen'; offerId: number }
  | { kind: 'silence' }
  | { kind: 'answer'; answer: Answering }
  /** The answer did not get through, and the offer may still be open. */
  | { kind: 'answer_failed' }
  | { kind: 'answered' }
  | { kind: 'closed'; offerId: number; state: OfferState }
  /** The coach has read how the last one went away. */
  | { kind: 'dismiss' }
  | { kind: 'tick' };

export const quiet: Alarm = { seen: false, silenced: false };

/** The server decides when an offer is over; a screen that heard nothing gives up this much later. */
export const deafMs = 3_000;

/** This clock against the server's. */
const clockSlackMs = 500;

export function step(alarm: Alarm, event: AlarmEvent, nowMs: number): Alarm {
  const { offer } = alarm;
  switch (event.kind) {
    case 'offered':
      if (event.offer.state !== OfferState.PENDING || event.offer.expiresMs + deafMs <= nowMs) return alarm;
      // Told again, after a reconnect: the same offer rings on as it was.
      if (offer?.offerId === event.offer.offerId) return { ...alarm, offer: event.offer };
      return { offer: event.offer, seen: false, silenced: false };
    case 'seen':
      return offer?.offerId === event.offerId && !alarm.seen ? { ...alarm, seen: true } : alarm;
    case 'silence':
      return offer ? { ...alarm, silenced: true } : alarm;
    case 'answer':
      return offer && !alarm.answering ? { ...alarm, answering: event.answer } : alarm;
    case 'answer_failed': {
      const { answering: _, ...rest } = alarm;
      return rest;
    }
    case 'answered':
      return quiet;
    case 'closed':
      return offer?.offerId === event.offerId ? over(alarm, offer, howFrom(event.state, offer, nowMs), nowMs) : alarm;
    case 'dismiss':
      return offer ? alarm : quiet;
    case 'tick':
      return offer && nowMs >= offer.expiresMs + deafMs ? over(alarm, offer, 'missed', nowMs) : alarm;
  }
}

function over(alarm: Alarm, offer: Offer, how: Gone, nowMs: number): Alarm {
  return { ...quiet, gone: { how, title: offer.title, atMs: nowMs, seen: alarm.seen } };
}

function howFrom(state: OfferState, offer: Offer, nowMs: number): Gone {
  switch (state) {
    case OfferState.ACCEPTED:
      return offer.acceptsItselfMs !== 0 && nowMs >= offer.acceptsItselfMs - clockSlackMs ? 'accepted_itself' : 'accepted_elsewhere';
    case OfferState.DECLINED:
      return 'declined_elsewhere';
    case OfferState.TIMED_OUT:
      return 'missed';
    default:
      return 'withdrawn';
  }
}

/** What is to be heard and seen right now. */
export interface Signals {
  /** The sound repeats. */
  ring: boolean;
  /** A desktop notification stands for the offer with this id. */
  notifyFor: number | undefined;
  /** Goes in front of the document's title. */
  secondsLeft: number | undefined;
  /** From 1 at the beginning to 0 at the end. */
  share: number;
  /** Until the offer is accepted without a click; undefined: it is not. */
  acceptsInSeconds: number | undefined;
}

export function signals(alarm: Alarm, nowMs: number): Signals {
  const { offer } = alarm;
  if (!offer || alarm.answering) return { ring: false, notifyFor: undefined, secondsLeft: undefined, share: 0, acceptsInSeconds: undefined };
  const left = Math.max(0, offer.expiresMs - nowMs);
  const whole = Math.max(1, offer.expiresMs - offer.offeredMs);
  return {
    ring: !alarm.silenced && left > 0,
    notifyFor: left > 0 ? offer.offerId : undefined,
    secondsLeft: Math.ceil(left / 1000),
    share: Math.min(1, left / whole),
    acceptsInSeconds: offer.acceptsItselfMs === 0 ? undefined : Math.max(0, Math.ceil((offer.acceptsItselfMs - nowMs) / 1000)),
  };
}
