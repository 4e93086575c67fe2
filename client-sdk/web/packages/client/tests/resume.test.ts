import { describe, expect, it } from 'vitest';
import { ErrorCode, SessionState, type Message } from '../src/wire.js';
import { FakeBrowser, type Tab } from './support/fake_browser.js';
import { error, session, textMessage, textOf } from './support/values.js';

/** What the page has seen is what the server has: each once, in order, without a hole. */
function expectWholeTalk(tab: Tab, browser: FakeBrowser): void {
  const seen = tab.heard('message');
  expect(seen.map((message) => message.number)).toEqual(browser.server.messages.map((_, at) => at + 1));
  expect(seen.map(textOf)).toEqual(browser.server.messages.map(textOf));
}

describe('A talk', () => {
  it('is whole for a page that comes late', async () => {
    const browser = new FakeBrowser();
    for (let i = 1; i <= 10; ++i) {
      browser.server.coachSays(`word ${i}`);
    }
    const tab = await browser.open().connect();
    expectWholeTalk(tab, browser);
    expect(tab.heard('caughtUp')).toEqual([{ sessionId: 1, after: 0, last: 10, complete: true }]);
  });

  it('says what was resumed after a broken connection', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.coachSays('one');
    await browser.wait();
    browser.server.socket.breakOff();
    browser.server.coachSays('two');
    browser.server.coachSays('three');
    await browser.wait(2_000);
    expectWholeTalk(tab, browser);
    expect(tab.heard('caughtUp').at(-1)).toEqual({ sessionId: 1, after: 1, last: 3, complete: true });
  });

  it('has no hole where a push is missing', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.coachSays('lost', false);
    browser.server.coachSays('heard');
    await browser.wait();
    expectWholeTalk(tab, browser);
  });

  it('shows nothing twice where pushes come again, late and out of order', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    const said = (number: number): Message => textMessage(`word ${number}`, 2, number);
    for (let i = 1; i <= 6; ++i) {
      browser.server.coachSays(`word ${i}`, false);
    }
    for (const number of [3, 1, 1, 6, 2, 4, 3, 5, 6]) {
      browser.server.push({ $case: 'messageAdded', value: { message: said(number) } });
    }
    await browser.wait();
    expectWholeTalk(tab, browser);
  });

  it('puts the own message in its place from the reply, with the command id', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.coachSays('not pushed', false);
    const sending = tab.client.send({ sessionId: 1, text: 'mine' });
    await browser.wait();
    expect((await sending).number).toBe(2);
    expectWholeTalk(tab, browser);
    const { hex } = await import('../src/index.js');
    expect(hex(tab.heard('message')[1]!.commandId)).toBe(sending.commandId);
  });

  it('is whole after a connection that was closed because it was too slow', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.network.isSilent = true;
    for (let i = 1; i <= 500; ++i) {
      browser.server.coachSays(`word ${i}`);
    }
    await browser.wait(1_000);
    browser.network.isSilent = false;
    browser.server.socket.closeWith(4000, '0');
    await browser.wait(1_000);
    expectWholeTalk(tab, browser);
  });

  it('tries again where a page of it can not be read just now', async () => {
    const browser = new FakeBrowser();
    let failures = 2;
    browser.server.answer = (command) =>
      command.$case === 'fetchMessages' && failures-- > 0 ? error(ErrorCode.BUSY, true, 3_000) : undefined;
    browser.server.coachSays('one');
    const tab = await browser.open().connect();
    await browser.wait(5_900);
    expect(tab.heard('message')).toHaveLength(0);
    await browser.wait(200);
    expectWholeTalk(tab, browser);
  });

  it('says so where the server does not give what is missing', async () => {
    const browser = new FakeBrowser();
    browser.server.answer = (command) =>
      command.$case === 'fetchMessages' ? error(ErrorCode.NOT_FOUND) : undefined;
    browser.server.coachSays('one');
    const tab = await browser.open().connect();
    expect(tab.heard('caughtUp')).toEqual([{ sessionId: 1, after: 0, last: 1, complete: false }]);
    browser.server.coachSays('two');
    await browser.wait();
    expect(tab.heard('message').map(textOf)).toEqual(['two']);
  });

  it('ends after its last message', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.coachSays('last', false);
    browser.server.push({ $case: 'sessionChanged', value: { session: session(1, SessionState.ENDED) } });
    await browser.wait();
    expectWholeTalk(tab, browser);
    expect(tab.heard('session').at(-1)?.state).toBe(SessionState.ENDED);
  });

  it('is told to its end where that happened unseen', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.breakOff();
    browser.server.coachSays('goodbye');
    browser.server.hasSession = false;
    browser.server.session = session(1, SessionState.ENDED);
    await browser.wait(2_000);
    expectWholeTalk(tab, browser);
    expect(tab.heard('session').at(-1)?.state).toBe(SessionState.ENDED);
  });

  it('tells the other side what has arrived and what was read, the latest only', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    for (let i = 1; i <= 5; ++i) {
      browser.server.coachSays(`word ${i}`);
    }
    await browser.wait();
    tab.client.markRead(1, 99);
    await browser.wait();
    const marks = browser.server.commands.flatMap((command) => (command.$case === 'mark' ? command.value : []));
    expect(marks.at(-1)).toEqual({ sessionId: 1, deliveredTo: 5, readTo: 5 });
    expect(marks.length).toBeLessThan(6);
  });
});

/** A page's whole life: asks, talks both ways, ends. Returns what the promises gave. */
async function live(browser: FakeBrowser, tab: Tab): Promise<PromiseSettledResult<unknown>[]> {
  tab.client.connect();
  const results: Promise<unknown>[] = [tab.client.openIssue({ title: 'Stuck' }), tab.client.join(1)];
  for (let i = 1; i <= 4; ++i) {
    browser.server.coachSays(`coach ${i}`, i % 2 === 0);
    results.push(tab.client.send({ sessionId: 1, text: `learner ${i}` }));
    await browser.wait(i === 2 ? 3_000 : 0);
  }
  await browser.wait(10_000);
  results.push(tab.client.endSession(1));
  await browser.wait(60_000);
  return Promise.allSettled(results);
}

describe('A connection that breaks', async () => {
  const whole = new FakeBrowser();
  await live(whole, whole.open());
  const frames = whole.network.crossed;

  it('has enough frames to break at', () => {
    expect(frames).toBeGreaterThan(20);
  });

  it.each(Array.from({ length: frames }, (_, at) => at + 1))(
    'at frame %i loses nothing and doubles nothing',
    async (frame) => {
      const browser = new FakeBrowser();
      browser.network.breakAt = frame;
      const tab = browser.open();
      const results = await live(browser, tab);
      expect(results.map(({ status }) => status)).toEqual(results.map(() => 'fulfilled'));
      expect(browser.server.messages).toHaveLength(8);
      expectWholeTalk(tab, browser);
      expect(tab.client.outbox).toHaveLength(0);
      expect(tab.heard('session').at(-1)?.state).toBe(SessionState.ENDED);
      expect(tab.heard('settled')).toHaveLength(results.length);
    },
  );
});
