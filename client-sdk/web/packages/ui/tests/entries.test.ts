import { describe, expect, it } from 'vitest';
import type { Message, Participant } from '@courtside/client';
import { drafts } from '../src/drafts.js';
import { entriesOf } from '../src/talk/entries.js';
import { countdown, spokenMinutes } from '../src/time.js';

const noon = new Date(2026, 5, 1, 12).getTime();
const minute = 60_000;

function message(number: number, senderId: number, sentMs: number): Message {
  return {
    sessionId: 1,
    number,
    senderId,
    sentMs,
    body: { $case: 'text', value: { text: `text ${number}` } },
    replyTo: 0,
    redacted: false,
    commandId: new Uint8Array(),
  };
}

function coach(deliveredTo: number, readTo: number): Participant {
  return { personId: 2, name: 'Ada', role: 2, joined: true, connected: true, graceEndsMs: 0, deliveredTo, readTo, leftMs: 0 };
}

describe('A talk is shown', () => {
  it('with the day above, and the name once for several in a row', () => {
    const entries = entriesOf([message(1, 2, noon), message(2, 2, noon + minute), message(3, 2, noon + 9 * minute)], [], 1, [coach(0, 0)]);
    expect(entries.map((entry) => (entry.kind === 'day' ? 'day' : entry.first))).toEqual(['day', true, false, true]);
  });

  it('with how far each own message has come', () => {
    const entries = entriesOf([1, 2, 3].map((number) => message(number, 1, noon)), [{ commandId: 'aa', text: 'x', madeMs: noon }], 1, [coach(2, 1)]);
    expect(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.delivery] : []))).toEqual(['read', 'received', 'sent', 'sending']);
  });

  it('with a new day where midnight lies between', () => {
    const entries = entriesOf([message(1, 2, noon), message(2, 2, noon + 24 * 60 * minute)], [], 1, [coach(0, 0)]);
    expect(entries.filter(({ kind }) => kind === 'day')).toHaveLength(2);
  });
});

describe('Time left', () => {
  it('is never negative, and minutes are rounded up', () => {
    expect(countdown(-5)).toBe('0:00');
    expect(countdown(245_000)).toBe('4:05');
    expect(spokenMinutes(61_000)).toBe(2);
    expect(spokenMinutes(-1)).toBe(0);
  });
});

describe('A draft', () => {
  it('is kept in memory where storage is blocked', () => {
    const kept = drafts(() => {
      throw new Error('blocked');
    });
    kept.set('a', 'begun');
    expect(kept.get('a')).toBe('begun');
    kept.set('a', '');
    expect(kept.get('a')).toBe('');
  });
});
