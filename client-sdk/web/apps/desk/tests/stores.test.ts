import { ClientError, ErrorCode, type CourtsideClient, type EarlierSession, type Note, type PushState } from '@courtside/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { colleagueNamed, colleaguesIn } from '../src/briefing.js';
import { addFocus, weeklyMinutes } from '../src/focus_time.js';
import { codeOf, labelsLike } from '../src/labels.js';
import { NoteBox } from '../src/notes.js';
import { PushSetup, type PushPorts } from '../src/push.js';
import { WishBook } from '../src/wishes.js';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const refusal = new ClientError(ErrorCode.NOT_ALLOWED, 'no');

/** A clock that is moved by hand. */
function timers() {
  const waiting = new Set<() => void>();
  return {
    later: (_ms: number, run: () => void) => {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
    pass: () => {
      const due = [...waiting];
      waiting.clear();
      due.forEach((run) => run());
    },
  };
}

describe('A note', () => {
  const kept = new Map<string, string>();
  const drafts = { get: (name: string) => kept.get(name) ?? '', set: (name: string, text: string) => void (text ? kept.set(name, text) : kept.delete(name)), clear: () => kept.clear() };
  let written: [number, string][];
  let there: Note[];
  let fails: boolean;
  let time: ReturnType<typeof timers>;
  const note = (authorId: number, text: string): Note => ({ sessionId: 7, authorId, authorName: 'Grace', text, writtenMs: 1 });

  const box = () => {
    const client = {
      fetchNotes: async () => there,
      writeNote: async (sessionId: number, text: string) => {
        if (fails) throw refusal;
        written.push([sessionId, text]);
      },
    } as unknown as CourtsideClient;
    return new NoteBox({ client, drafts, me: () => 2, changed: () => undefined, later: time.later });
  };

  beforeEach(() => {
    kept.clear();
    written = [];
    there = [];
    fails = false;
    time = timers();
  });

  it('is saved by itself once the keys rest, and says so', async () => {
    const notes = box();
    notes.open(7);
    notes.write('prefers');
    notes.write('prefers examples');
    expect(notes.state.saved).toBe('editing');
    expect(written).toEqual([]);
    time.pass();
    expect(notes.state.saved).toBe('saving');
    await settled();
    expect(notes.state.saved).toBe('saved');
    expect(written).toEqual([[7, 'prefers examples']]);
    expect(kept.size).toBe(0);
  });

  it('that was typed before a reload is there and goes out', async () => {
    box().open(7);
    const before = box();
    before.open(7);
    before.write('half a');
    const after = box();
    after.open(7);
    expect(after.state.text).toBe('half a');
    time.pass();
    await settled();
    expect(written.at(-1)).toEqual([7, 'half a']);
  });

  it('that is on the server is shown, with those of others beside it', async () => {
    there = [note(2, 'mine'), note(3, 'theirs')];
    const notes = box();
    notes.open(7);
    await settled();
    expect(notes.state).toMatchObject({ text: 'mine', saved: 'saved', others: [there[1]] });
  });

  it('that is refused stays in the box, and can be sent again', async () => {
    fails = true;
    const notes = box();
    notes.open(7);
    notes.write('kept');
    notes.flush();
    await settled();
    expect(notes.state).toMatchObject({ text: 'kept', saved: 'failed' });
    expect(kept.get('note.7')).toBe('kept');
    fails = false;
    notes.again();
    await settled();
    expect(notes.state.saved).toBe('saved');
  });

  it('that is too long is not sent', () => {
    const notes = box();
    notes.open(7);
    notes.write('ü'.repeat(2049));
    expect(notes.state.saved).toBe('too_long');
    time.pass();
    expect(written).toEqual([]);
  });

  it('goes out when another session is opened', async () => {
    const notes = box();
    notes.open(7);
    notes.write('first');
    notes.open(8);
    await settled();
    expect(written).toEqual([[7, 'first']]);
    expect(notes.state).toMatchObject({ sessionId: 8, text: '' });
  });
});

describe('The channel to a closed desk', () => {
  const endpoint = 'https://push.example.com/1';
  const subscription = { endpoint, p256dh: new Uint8Array(65), auth: new Uint8Array(16) };
  const channel = (tested: boolean, failedMs = 0) => ({ endpoint, tested, testedMs: tested ? 5 : 0, failedMs });
  let permission: ReturnType<PushPorts['permission']>;
  let given: string[];
  let time: ReturnType<typeof timers>;
  let subscribes: boolean;

  const setup = (state: Partial<PushState> = {}, supported = true) => {
    const client = {
      subscribePush: async () => (given.push('subscribe'), { channels: [channel(false)], vapidPublicKey: 'key' }),
      testPush: async () => void given.push('test'),
      confirmPush: async (_: string, code: string) => {
        given.push(`confirm ${code}`);
        if (code !== 'right') throw refusal;
        return { channels: [channel(true)], vapidPublicKey: 'key' };
      },
      unsubscribePush: async () => (given.push('unsubscribe'), { channels: [], vapidPublicKey: 'key' }),
    } as unknown as CourtsideClient;
    const ports: PushPorts = {
      supported,
      permission: () => permission,
      ask: async () => void (permission = permission === 'unasked' ? 'granted' : permission),
      current: async () => undefined,
      subscribe: async () => {
        if (!subscribes) throw new DOMException('no', 'AbortError');
        return subscription;
      },
      unsubscribe: async () => undefined,
      later: time.later,
    };
    const push = new PushSetup(client, ports, () => undefined);
    return push.told({ channels: [], vapidPublicKey: 'key', ...state }).then(() => push);
  };

  beforeEach(() => {
    permission = 'unasked';
    given = [];
    subscribes = true;
    time = timers();
  });

  it('counts once a test has come back, not before', async () => {
    const push = await setup();
    expect(push.state.step).toBe('off');
    await push.setUp();
    expect(push.state.step).toBe('waiting');
    expect(given).toEqual(['subscribe', 'test']);
    await push.arrived('right');
    expect(push.state).toMatchObject({ step: 'works', problem: undefined });
  });

  it('says that the test did not arrive, and takes it when it comes late', async () => {
    const push = await setup();
    await push.setUp();
    time.pass();
    expect(push.state).toMatchObject({ step: 'failed', problem: 'not_arrived' });
    await push.arrived('right');
    expect(push.state.step).toBe('works');
  });

  it('says why there is none', async () => {
    expect((await setup({}, false)).state.step).toBe('unsupported');
    expect((await setup({ vapidPublicKey: '' })).state.step).toBe('no_server');
    permission = 'denied';
    expect((await setup()).state.step).toBe('denied');
    permission = 'unasked';
    subscribes = false;
    const push = await setup();
    await push.setUp();
    expect(push.state).toMatchObject({ step: 'failed', problem: 'no_subscription' });
  });

  it('is not proved by a wrong code', async () => {
    const push = await setup();
    await push.setUp();
    await push.arrived('wrong');
    expect(push.state).toMatchObject({ step: 'failed', problem: 'refused' });
  });

  it('that failed after it worked is said to be broken', async () => {
    const push = await setup();
    await push.setUp();
    await push.arrived('right');
    await push.told({ channels: [channel(true, 9)], vapidPublicKey: 'key' });
    expect(push.state).toMatchObject({ step: 'failed', problem: 'broken' });
  });

  it('is gone once it is turned off', async () => {
    const push = await setup();
    await push.setUp();
    await push.arrived('right');
    await push.turnOff();
    expect(given.at(-1)).toBe('unsubscribe');
    expect(push.state.step).toBe('off');
  });
});

describe('Whom a session can be handed to', () => {
  const earlier = [{ coachId: 3, coachName: 'Grace' }, { coachId: 2, coachName: 'Ada' }] as EarlierSession[];
  const known = colleaguesIn(earlier, [], 2);

  it('is everybody whom the desk knows from before, but oneself', () => {
    expect(known).toEqual([{ personId: 3, name: 'Grace' }]);
  });

  it('is found by name or by number', () => {
    expect(colleagueNamed(' grace ', known)).toBe(3);
    expect(colleagueNamed('17', known)).toBe(17);
    expect(colleagueNamed('Tomás', known)).toBeUndefined();
    expect(colleagueNamed('0', known)).toBeUndefined();
  });
});

describe('A skill', () => {
  const labels = new Map([['S1', 'communication'], ['S1.1', 'negotiating'], ['S1.4', 'advising on communication']]);

  it('is found by its words, those that begin with them first', () => {
    expect(labelsLike('commu', labels)).toEqual(['communication', 'advising on communication']);
    expect(labelsLike(' ', labels)).toEqual([]);
  });

  it('has its code by the label, however it is written', () => {
    expect(codeOf(' Negotiating', labels)).toBe('S1.1');
    expect(codeOf('s1.4', labels)).toBe('S1.4');
    expect(codeOf('flying', labels)).toBeUndefined();
  });
});

describe('Focus time', () => {
  const now = new Date(2026, 5, 1, 12, 0).getTime();
  const at = (day: number, hour: number) => new Date(2026, 5, day, hour).getTime();

  it('lies on one of the next days', () => {
    expect(addFocus([], 2, '09:00', '11:00', now)).toEqual({ windows: [{ fromMs: at(3, 9), toMs: at(3, 11) }] });
  });

  it('is refused where it is no time, ends before it begins, is over, or is one too many', () => {
    expect(addFocus([], 0, '', '11:00', now)).toEqual({ problem: 'no_time' });
    expect(addFocus([], 1, '11:00', '09:00', now)).toEqual({ problem: 'empty' });
    expect(addFocus([], 0, '09:00', '11:00', now)).toEqual({ problem: 'over' });
    const eight = Array.from({ length: 8 }, (_, index) => ({ fromMs: at(2, 8 + index), toMs: at(2, 9 + index) }));
    expect(addFocus(eight, 3, '09:00', '11:00', now)).toEqual({ problem: 'too_many' });
  });

  it('has a budget beside it in whole minutes, or none', () => {
    expect(['', '90', '2400', '2401', '-1', '1.5', 'x'].map(weeklyMinutes)).toEqual([0, 90, 2400, undefined, undefined, undefined, undefined]);
  });
});

describe('What a coach wants of the matching', () => {
  const listeners = new Map<string, (event: never) => void>();
  const given: unknown[] = [];
  const client = {
    on: (name: string, listener: (event: never) => void) => void listeners.set(name, listener),
    setPreferences: async (wanted: unknown) => void given.push(wanted),
    fetchWaiting: async () => undefined,
  } as unknown as CourtsideClient;
  const tell = (name: string, event: unknown) => listeners.get(name)?.(event as never);

  it('changes in one thing and stays in the others', async () => {
    const wishes = new WishBook(client, () => undefined);
    tell('preferences', { committed: true, weeklyMinutes: 60, focus: [], minutesThisWeek: 0, acceptsOfTen: 255 });
    await wishes.prefer({ weeklyMinutes: 90 });
    expect(given).toEqual([{ committed: true, weeklyMinutes: 90, focus: [] }]);
  });

  it('has reminders of promised times until they are over or put away; a learner has their own elsewhere', () => {
    const wishes = new WishBook(client, () => undefined);
    const reminder = (title: string, fromMs: number, coach = true) => ({ requestId: 0, window: { fromMs, toMs: fromMs + 10 }, title, coach });
    const first = reminder('first', 200);
    for (const one of [first, reminder('second', 100), reminder('second', 100), reminder('mine', 50, false)]) tell('promiseReminder', one);
    expect(wishes.remindersAt(0).map(({ title }) => title)).toEqual(['second', 'first']);
    expect(wishes.remindersAt(150).map(({ title }) => title)).toEqual(['first']);
    wishes.dismiss(first);
    expect(wishes.remindersAt(150)).toEqual([]);
  });
});
