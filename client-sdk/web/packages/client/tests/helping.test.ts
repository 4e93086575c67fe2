import { describe, expect, it } from 'vitest';
import { OfferEnd, Outcome, SessionRole, type Coverage, type Preferences, type Request } from '../src/wire.js';
import type { CourtsideClient } from '../src/api.js';
import { create } from '../src/codec/messages.js';
import type { Content } from '../src/protocol/commands.js';
import { FakeBrowser, type Tab } from './support/fake_browser.js';
import { offer, session } from './support/values.js';

const window = { fromMs: 1_000, toMs: 2_000 };
const channel = { endpoint: 'https://push.example.com/1', p256dh: new Uint8Array(65), auth: new Uint8Array(16) };
const pushState = { channels: [{ endpoint: channel.endpoint, tested: true, testedMs: 5, failedMs: 0 }], vapidPublicKey: 'key' };
const preferences: Preferences = { committed: true, weeklyMinutes: 60, focus: [window], minutesThisWeek: 15, acceptsOfTen: 255 };
const booked: Request = { ...(create('Request') as unknown as Request), requestId: 5, issueId: 3, state: 7, promise: window };

/** What a client is asked, the command that goes out, and what answers it. */
const changes: [string, (client: CourtsideClient) => Promise<unknown>, object, Content | undefined, unknown][] = [
  ['endSession', (client) => client.endSession(1, Outcome.RESOLVED, 'call them today'), { sessionId: 1, outcome: 1, nextStep: 'call them today' }, undefined, expect.anything()],
  ['writeNote', (client) => client.writeNote(1, 'prefers examples'), { sessionId: 1, text: 'prefers examples' }, undefined, undefined],
  ['handOver', (client) => client.handOver({ sessionId: 1, line: 'knows the invoices' }), { sessionId: 1, toPersonId: 0, skill: '', line: 'knows the invoices' }, { $case: 'sessionChanged', value: { session: session(0) } }, expect.objectContaining({ sessionId: 1 })],
  ['inviteExpert', (client) => client.inviteExpert({ sessionId: 1, personId: 9 }), { sessionId: 1, personId: 9, skill: '' }, undefined, undefined],
  ['leaveSession', (client) => client.leaveSession(1), { sessionId: 1 }, undefined, undefined],
  ['takePromise', (client) => client.takePromise(5, window), { requestId: 5, window }, { $case: 'asked', value: { request: booked } }, expect.objectContaining({ promise: window })],
  ['widenRequest', (client) => client.widen(5), { requestId: 5 }, { $case: 'asked', value: { request: booked } }, expect.objectContaining({ requestId: 5 })],
  ['setPreferences', (client) => client.setPreferences({ committed: true }), { committed: true, weeklyMinutes: 0, focus: [] }, { $case: 'preferences', value: preferences }, preferences],
  ['subscribePush', (client) => client.subscribePush(channel), channel, { $case: 'pushState', value: pushState }, pushState],
  ['unsubscribePush', (client) => client.unsubscribePush(channel.endpoint), { endpoint: channel.endpoint }, { $case: 'pushState', value: pushState }, pushState],
  ['testPush', (client) => client.testPush(channel.endpoint), { endpoint: channel.endpoint }, undefined, undefined],
  ['confirmPush', (client) => client.confirmPush(channel.endpoint, 'x1'), { endpoint: channel.endpoint, code: 'x1' }, { $case: 'pushState', value: pushState }, pushState],
  ['eraseMe', (client) => client.eraseMe(1), { confirm: 1 }, undefined, undefined],
];

async function withAnswer(name: string, content: Content | undefined): Promise<{ browser: FakeBrowser; tab: Tab }> {
  const browser = new FakeBrowser();
  browser.server.answer = (command) => (command.$case === name ? content : undefined);
  return { browser, tab: await browser.open().connect() };
}

describe('A change of somebody who helps or is helped', () => {
  it.each(changes)('%s says what it is told and gives what comes back', async (name, make, said, answer, result) => {
    const { browser, tab } = await withAnswer(name, answer);
    const promise = make(tab.client);
    await browser.wait();
    expect(await promise).toEqual(result);
    expect(browser.server.commands.at(-1)).toEqual({ $case: name, value: said });
  });

  it.each(changes)('%s is made once, also where the connection breaks before the answer', async (name, make, _, answer, result) => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.answer = (command) => (command.$case === name ? 'silence' : undefined);
    const promise = make(tab.client);
    await browser.wait();
    browser.server.answer = (command) => (command.$case === name ? answer : undefined);
    browser.server.socket.breakOff();
    await browser.wait(2_000);
    expect(await promise).toEqual(result);
    expect(browser.server.count(name as 'writeNote')).toBe(2);
  });
});

describe('What can be read', () => {
  it('past offers with how each ended', async () => {
    const past = { offer: offer(4), end: OfferEnd.NOT_ANSWERED, closedMs: 9, declineReason: 0 } as const;
    const { browser, tab } = await withAnswer('fetchOffers', { $case: 'offersPage', value: { offers: [past], next: 4 } });
    const reading = tab.client.fetchOffers({ before: 8, limit: 10 });
    await browser.wait();
    expect(await reading).toEqual({ offers: [past], next: 4 });
    expect(browser.server.commands.at(-1)).toEqual({ $case: 'fetchOffers', value: { beforeId: 8, limit: 10 } });
  });

  it('the notes on a session, and the briefing for the next one', async () => {
    const note = { sessionId: 1, authorId: 2, authorName: 'Grace', text: 'prefers examples', writtenMs: 5 };
    const earlier = { sessionId: 1, startedMs: 1, endedMs: 2, outcome: Outcome.RESOLVED, coachName: 'Grace', coachId: 2, nextStep: 'call', notes: [note] };
    const browser = new FakeBrowser();
    browser.server.answer = ({ $case }) => {
      if ($case === 'fetchNotes') return { $case: 'notesPage', value: { notes: [note] } };
      return $case === 'fetchBriefing' ? { $case: 'briefing', value: { sessionId: 2, sessions: [earlier] } } : undefined;
    };
    const tab = await browser.open().connect();
    const reading = Promise.all([tab.client.fetchNotes(1), tab.client.fetchBriefing(2)]);
    await browser.wait();
    expect(await reading).toEqual([[note], { sessionId: 2, sessions: [earlier] }]);
  });

  it('what waits, first asked for and then told when it changes', async () => {
    const counts = { counts: [{ skill: 'S1', skillLabel: 'Talking', count: 2, longestSinceMs: 7 }], total: 2 };
    const { browser, tab } = await withAnswer('fetchWaiting', { $case: 'waitingCounts', value: counts });
    const reading = tab.client.fetchWaiting();
    await browser.wait();
    expect(await reading).toEqual(counts);
    browser.server.push({ $case: 'waitingCounts', value: { counts: [], total: 0 } });
    await browser.wait();
    expect(tab.heard('waiting')).toEqual([counts, { counts: [], total: 0 }]);
  });

  it('the coverage report of a month, page by page', async () => {
    const browser = new FakeBrowser();
    const report: Coverage = {
      month: '2026-10',
      madeMs: 7,
      cells: [
        {
          skill: 'S1',
          skillLabel: 'talking',
          language: 'de',
          fromHour: 8,
          toHour: 10,
          couldServe: 3,
          asked: 15,
          waitedLong: 10,
          lost: 5,
          meanWaitS: 40,
        },
      ],
      levers: [],
      next: 0,
    };
    browser.server.answer = (command) =>
      command.$case === 'fetchCoverage' && command.value.month === '2026-10' && command.value.from === 200
        ? { $case: 'coverage', value: report }
        : undefined;
    const tab = await browser.open().connect();
    const reading = tab.client.fetchCoverage('2026-10', 200);
    await browser.wait();
    expect(await reading).toEqual(report);
  });

  it('everything that is stored about oneself, put together from its parts', async () => {
    const whole = JSON.stringify({ name: 'Lena Grün', said: 'ü'.repeat(100) });
    const bytes = new TextEncoder().encode(whole);
    const browser = new FakeBrowser();
    browser.server.answer = (command) => {
      if (command.$case !== 'fetchMyData') return undefined;
      const { offset } = command.value;
      // A part ends between characters.
      let end = Math.min(offset + 64, bytes.length);
      while (end < bytes.length && (bytes[end]! & 0xc0) === 0x80) --end;
      const part = new TextDecoder().decode(bytes.subarray(offset, end));
      return { $case: 'myData', value: { part, offset, more: end < bytes.length } };
    };
    const tab = await browser.open().connect();
    const reading = tab.client.fetchMyData();
    await browser.wait();
    expect(await reading).toBe(whole);
    expect(browser.server.count('fetchMyData')).toBeGreaterThan(3);
  });
});

describe('What a client tells', () => {
  it('push channels and preferences after the sign-in, and when another tab changes them', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    expect(tab.heard('push')).toEqual([{ channels: [], vapidPublicKey: 'key' }]);
    browser.server.push({ $case: 'pushState', value: pushState });
    browser.server.push({ $case: 'preferences', value: preferences });
    await browser.wait();
    expect(tab.heard('push').at(-1)).toEqual(pushState);
    expect(tab.heard('preferences')).toEqual([preferences]);
  });

  it('the reminder of a promised time', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    const reminder = { requestId: 5, window, title: 'Stuck', coach: false };
    browser.server.push({ $case: 'promiseReminder', value: reminder });
    await browser.wait();
    expect(tab.heard('promiseReminder')).toEqual([reminder]);
  });
});

describe('A second expert', () => {
  const withExpert = (leftMs: number, lastNumber: number) => {
    const live = session(lastNumber);
    const me = { ...live.participants[0]!, personId: 1, role: SessionRole.EXPERT, leftMs };
    return { ...live, participants: [{ ...live.participants[0]!, personId: 8 }, live.participants[1]!, me] };
  };

  it('hears the whole talk until they leave, and again when they are brought back', async () => {
    const browser = new FakeBrowser();
    browser.server.hasSession = false;
    const tab = await browser.open().connect();
    const change = (leftMs: number) => {
      const value = { session: withExpert(leftMs, browser.server.messages.length) };
      browser.server.push({ $case: 'sessionChanged', value });
    };
    browser.server.coachSays('one', false);
    change(0);
    await browser.wait();
    browser.server.coachSays('two', false);
    change(99);
    await browser.wait();
    expect(tab.heard('message').map(({ number }) => number)).toEqual([1, 2]);
    expect(tab.heard('session').at(-1)!.participants[2]!.leftMs).toBe(99);
    browser.server.coachSays('three', false);
    change(0);
    await browser.wait();
    expect(tab.heard('message').map(({ number }) => number)).toEqual([1, 2, 1, 2, 3]);
  });
});
