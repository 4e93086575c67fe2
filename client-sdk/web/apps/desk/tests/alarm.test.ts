import { OfferState, type Offer } from '@courtside/client';
import { describe, expect, it } from 'vitest';
import { deafMs, quiet, signals, step, type Alarm, type AlarmEvent } from '../src/alarm.js';

const start = 1_000_000;

function offer(changes: Partial<Offer> = {}): Offer {
  return {
    offerId: 7,
    title: 'The customer in Hamburg refuses the delivery',
    skill: 'S1.1',
    skillLabel: 'negotiating',
    leastLevel: 1,
    language: 'en',
    minutes: 15,
    neededByMs: 0,
    offeredMs: start,
    expiresMs: start + 20_000,
    reasons: [],
    state: OfferState.PENDING,
    sessionId: 0,
    acceptsItselfMs: 0,
    relaxed: [],
    fitPercent: 0,
    ...changes,
  };
}

/** The alarm after these events, one second apart. */
function after(...events: AlarmEvent[]): Alarm {
  return events.reduce((alarm, event, index) => step(alarm, event, start + index * 1000), quiet);
}

const offered: AlarmEvent = { kind: 'offered', offer: offer() };

describe('an offer', () => {
  it('rings, notifies and counts down from the moment it comes', () => {
    expect(signals(after(offered), start)).toEqual({ ring: true, notifyFor: 7, secondsLeft: 20, share: 1, acceptsInSeconds: undefined });
  });

  it('counts whole seconds down to nothing', () => {
    const alarm = after(offered);
    expect(signals(alarm, start + 500).secondsLeft).toBe(20);
    expect(signals(alarm, start + 19_500).secondsLeft).toBe(1);
    expect(signals(alarm, start + 20_000)).toEqual({ ring: false, notifyFor: undefined, secondsLeft: 0, share: 0 });
  });

  it('goes on without sound where the coach asks for silence', () => {
    expect(signals(after(offered, { kind: 'silence' }), start)).toMatchObject({ ring: false, notifyFor: 7 });
  });

  it('is quiet as soon as it is answered, before the server has replied', () => {
    expect(signals(after(offered, { kind: 'answer', answer: 'accept' }), start + 1000).ring).toBe(false);
  });

  it('rings again where the answer did not get through', () => {
    const alarm = after(offered, { kind: 'answer', answer: 'accept' }, { kind: 'answer_failed' });
    expect(signals(alarm, start + 2000).ring).toBe(true);
  });

  it('is gone without a word after its answer', () => {
    expect(after(offered, { kind: 'answer', answer: 'decline' }, { kind: 'answered' })).toEqual(quiet);
  });

  it('takes one answer only', () => {
    const alarm = after(offered, { kind: 'answer', answer: 'accept' }, { kind: 'answer', answer: 'decline' });
    expect(alarm.answering).toBe('accept');
  });

  it('rings on, still silenced, when it is told again after a reconnect', () => {
    const alarm = after(offered, { kind: 'seen', offerId: 7 }, { kind: 'silence' }, offered);
    expect(alarm).toMatchObject({ seen: true, silenced: true });
  });

  it('that comes after another is seen and heard anew', () => {
    const alarm = after(offered, { kind: 'seen', offerId: 7 }, { kind: 'silence' }, {
      kind: 'offered',
      offer: offer({ offerId: 8, expiresMs: start + 40_000 }),
    });
    expect(alarm).toMatchObject({ seen: false, silenced: false, offer: { offerId: 8 } });
  });

  it('that is over already does not ring', () => {
    expect(after({ kind: 'offered', offer: offer({ state: OfferState.TIMED_OUT }) })).toBe(quiet);
    expect(after({ kind: 'offered', offer: offer({ expiresMs: start - deafMs }) })).toBe(quiet);
  });
});

describe('an offer that goes away', () => {
  it.each([
    [OfferState.ACCEPTED, 'accepted_elsewhere'],
    [OfferState.DECLINED, 'declined_elsewhere'],
    [OfferState.TIMED_OUT, 'missed'],
    [OfferState.RESCINDED, 'withdrawn'],
    [OfferState.UNSPECIFIED, 'withdrawn'],
  ])('in state %i is told as %s', (state, how) => {
    const alarm = after(offered, { kind: 'closed', offerId: 7, state });
    expect(alarm.offer).toBeUndefined();
    expect(alarm.gone).toMatchObject({ how, title: offer().title });
    expect(signals(alarm, start + 1000).ring).toBe(false);
  });

  it('says whether it was on the screen', () => {
    const closed: AlarmEvent = { kind: 'closed', offerId: 7, state: OfferState.RESCINDED };
    expect(after(offered, closed).gone?.seen).toBe(false);
    expect(after(offered, { kind: 'seen', offerId: 7 }, closed).gone?.seen).toBe(true);
  });

  it('leaves another one alone', () => {
    expect(after(offered, { kind: 'closed', offerId: 6, state: OfferState.RESCINDED }).offer?.offerId).toBe(7);
  });

  it('is given up when the server says nothing for some seconds past its end', () => {
    const alarm = after(offered);
    const end = start + 20_000;
    expect(step(alarm, { kind: 'tick' }, end + deafMs - 1).offer).toBeDefined();
    expect(step(alarm, { kind: 'tick' }, end + deafMs).gone?.how).toBe('missed');
  });

  it('is told until it is dismissed', () => {
    const closed = after(offered, { kind: 'closed', offerId: 7, state: OfferState.TIMED_OUT });
    expect(step(closed, { kind: 'tick' }, start + 600_000)).toBe(closed);
    expect(step(closed, { kind: 'dismiss' }, start + 600_000)).toEqual(quiet);
  });

  it('cannot be dismissed while it waits', () => {
    expect(after(offered, { kind: 'dismiss' }).offer).toBeDefined();
  });

  it('that accepts itself counts down to that, and is told as taken for the coach', () => {
    const committed: AlarmEvent = { kind: 'offered', offer: offer({ acceptsItselfMs: start + 5_000 }) };
    expect(signals(after(committed), start + 1_000).acceptsInSeconds).toBe(4);
    const closed: AlarmEvent = { kind: 'closed', offerId: 7, state: OfferState.ACCEPTED };
    expect(step(after(committed), closed, start + 5_100).gone?.how).toBe('accepted_itself');
    expect(step(after(committed), closed, start + 2_000).gone?.how).toBe('accepted_elsewhere');
  });
});
