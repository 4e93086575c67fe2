import { describe, expect, it } from 'vitest';
import { ClientError, ErrorCode } from '../src/errors.js';
import { FakeBrowser } from './support/fake_browser.js';
import { error, offer, textOf, tokenOf } from './support/values.js';

const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (problem: ClientError) => problem.code,
  );

describe('A change', () => {
  it('waits for a connection and goes out in the order of the calls', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    const sent = ['a', 'b', 'c'].map((text) => tab.client.send({ sessionId: 1, text }));
    expect(tab.client.outbox.map((change) => change.commandId)).toEqual(sent.map((one) => one.commandId));
    await tab.connect();
    expect((await Promise.all(sent)).map((result) => result.number)).toEqual([1, 2, 3]);
    expect(tab.client.outbox).toHaveLength(0);
    expect(tab.heard('settled').map((one) => one.commandId)).toEqual(sent.map((one) => one.commandId));
  });

  it('rejects with code, arguments, text and whether retrying helps', async () => {
    const browser = new FakeBrowser();
    browser.server.answer = (command) =>
      command.$case === 'ask'
        ? {
            $case: 'error',
            value: {
              code: ErrorCode.BUSY,
              args: [{ key: 'limit', value: '3' }],
              text: 'too much at once',
              retry: true,
              retryAfterMs: 250,
            },
          }
        : undefined;
    const tab = await browser.open().connect();
    const asking = tab.client.ask({ issueId: 1 });
    await browser.wait();
    await expect(asking).rejects.toMatchObject({
      name: 'ClientError',
      code: ErrorCode.BUSY,
      args: { limit: '3' },
      text: 'too much at once',
      retry: true,
      retryAfterMs: 250,
    });
    expect(tab.heard('settled')[0]?.error?.code).toBe(ErrorCode.BUSY);
  });

  it('stays where the server is stopping, and is sent again when it may', async () => {
    const browser = new FakeBrowser();
    let failures = 1;
    browser.server.answer = (command) =>
      command.$case === 'sendMessage' && failures-- > 0 ? error(ErrorCode.UNAVAILABLE, true, 2_000) : undefined;
    const tab = await browser.open().connect();
    const sending = tab.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(1_900);
    expect(tab.client.outbox).toHaveLength(1);
    await browser.wait(200);
    expect((await sending).number).toBe(1);
  });

  it('is refused before it is sent where a value does not fit into its field', async () => {
    const tab = await new FakeBrowser().open().connect();
    for (const issueId of [-1, 1.5, NaN, 2 ** 70]) {
      expect(await code(tab.client.ask({ issueId }))).toBe(ErrorCode.INVALID_ARGUMENT);
    }
    expect(tab.client.outbox).toHaveLength(0);
  });

  it('is refused before it is sent where it is too large', async () => {
    const tab = await new FakeBrowser().open().connect();
    await expect(tab.client.send({ sessionId: 1, text: 'x'.repeat(70_000) })).rejects.toMatchObject({
      code: ErrorCode.TOO_LARGE,
      args: { limit: '65536' },
    });
  });

  it('is refused where too many wait', async () => {
    const tab = new FakeBrowser().open({ limits: { outboxEntries: 2 } });
    const results = [1, 2, 3].map((personId) => code(tab.client.block(personId)));
    expect(await results[2]).toBe(ErrorCode.OUTBOX_FULL);
    expect(tab.client.outbox).toHaveLength(2);
  });

  it('is given up after seven days, visibly', async () => {
    const browser = new FakeBrowser();
    browser.network.isDown = true;
    const tab = await browser.open().connect();
    const result = code(tab.client.block(2));
    browser.clock.now += 7 * 24 * 3_600_000 - 60_000;
    await browser.wait(31_000);
    expect(tab.client.outbox).toHaveLength(1);
    await browser.wait(60_000);
    expect(await result).toBe(ErrorCode.GAVE_UP);
    expect(tab.heard('settled')[0]?.error?.code).toBe(ErrorCode.GAVE_UP);
  });

  it('waits while the browser has too much to send', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.bufferedAmount = 300_000;
    const sending = tab.client.send({ sessionId: 1, text: 'a' });
    tab.client.typing(1, true);
    expect(await code(tab.client.signal(1, new Uint8Array(1)))).toBe(ErrorCode.OUTBOX_FULL);
    await browser.wait(5_000);
    expect(browser.server.count('sendMessage')).toBe(0);
    browser.server.socket.bufferedAmount = 0;
    await browser.wait(200);
    expect((await sending).number).toBe(1);
    expect(browser.server.count('setTyping')).toBe(0);
  });

  it('is failed when the client is disposed of', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.answer = () => 'silence';
    const result = code(tab.client.block(2));
    tab.client.dispose();
    expect(await result).toBe(ErrorCode.STOPPED);
    expect(await code(tab.client.block(2))).toBe(ErrorCode.STOPPED);
    expect(tab.client.state.state).toBe('disconnected');
    await browser.wait(60_000);
    expect(browser.server.sockets).toHaveLength(1);
    expect(browser.server.signedIn.size).toBe(0);
  });
});

describe('A change over a reload', () => {
  it('is sent by the next page, once, in order, before what is new', async () => {
    const browser = new FakeBrowser();
    const first = await browser.open().connect();
    browser.network.isDown = true;
    browser.server.socket.breakOff();
    first.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(10);
    first.client.send({ sessionId: 1, text: 'b' });
    await browser.wait(10);
    first.close();
    browser.network.isDown = false;
    const second = browser.open();
    second.client.send({ sessionId: 1, text: 'c' });
    await second.connect();
    expect(browser.server.messages.map(textOf)).toEqual(['a', 'b', 'c']);
    expect(second.heard('message').map(textOf)).toEqual(['a', 'b', 'c']);
    expect(second.heard('settled')).toHaveLength(3);
    expect(browser.storage.items.size).toBe(1);
  });

  it('is not made twice where only the answer was lost', async () => {
    const browser = new FakeBrowser();
    const first = await browser.open().connect();
    browser.network.breakAt = browser.network.crossed + 2;
    first.client.send({ sessionId: 1, text: 'a' });
    await browser.wait();
    expect(browser.server.messages).toHaveLength(1);
    first.crash();
    const second = await browser.open().connect();
    await browser.wait();
    expect(browser.server.count('sendMessage')).toBe(2);
    expect(browser.server.messages).toHaveLength(1);
    expect(second.heard('message').map(textOf)).toEqual(['a']);
    expect(second.client.outbox).toHaveLength(0);
  });

  it('shows what is still on its way', async () => {
    const browser = new FakeBrowser();
    const first = browser.open({ person: 'lena' });
    const { commandId } = first.client.send({ sessionId: 1, text: 'a' });
    first.close();
    const second = browser.open({ person: 'lena' });
    await browser.wait();
    expect(second.client.outbox).toMatchObject([
      { commandId, stored: true, command: { $case: 'sendMessage', value: { body: { value: { text: 'a' } } } } },
    ]);
  });

  it('is given up seven days after it was made, not after the reload', async () => {
    const browser = new FakeBrowser();
    const first = browser.open({ person: 'lena' });
    first.client.send({ sessionId: 1, text: 'a' });
    first.close();
    browser.clock.now += 7 * 24 * 3_600_000;
    const second = browser.open({ person: 'lena' });
    await browser.wait(1_000);
    expect(second.heard('settled')[0]?.error?.code).toBe(ErrorCode.GAVE_UP);
    expect(second.client.outbox).toHaveLength(0);
  });

  it('lives in memory where storage is blocked', async () => {
    const browser = new FakeBrowser();
    browser.isStorageBlocked = true;
    const tab = browser.open({ person: 'lena' });
    const sending = tab.client.send({ sessionId: 1, text: 'a' });
    expect(tab.client.storing).toBe(false);
    expect(tab.client.outbox[0]?.stored).toBe(false);
    await tab.connect();
    expect((await sending).number).toBe(1);
  });

  it('lives in memory where storage is full', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open({ person: 'lena' });
    browser.storage.isFull = true;
    const sending = tab.client.send({ sessionId: 1, text: 'a' });
    expect(tab.client.storing).toBe(false);
    expect(tab.client.outbox[0]?.stored).toBe(false);
    browser.storage.isFull = false;
    await tab.connect();
    expect((await sending).number).toBe(1);
  });

  it('is stored once the first token says whose it is', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    tab.client.send({ sessionId: 1, text: 'a' });
    expect(tab.client.outbox[0]?.stored).toBe(false);
    browser.network.isDown = true;
    await tab.connect();
    expect(tab.client.outbox[0]?.stored).toBe(true);
    expect(tab.heard('outbox').at(-1)?.[0]?.stored).toBe(true);
  });

  it('passes over what is no change in the storage', async () => {
    const browser = new FakeBrowser();
    const command = (name: string): string => JSON.stringify({ madeMs: 1, command: { $case: name, value: {} } });
    const id = '00112233445566778899aabbccddeeff';
    for (const [key, value] of [
      [id, ''],
      ['x', command('block')],
      [id.replace('0', '1'), command('setPresence')],
      [id.replace('0', '2'), command('constructor')],
      [id.replace('0', '3'), command('block').replace('1', '"1"')],
    ] as const) {
      browser.storage.items.set(`courtside.outbox.1/lena/other/${key}`, value);
    }
    const tab = await browser.open({ person: 'lena' }).connect();
    expect(tab.client.outbox).toHaveLength(0);
    expect([...browser.storage.items.keys()].filter((key) => key.includes('outbox'))).toEqual([]);
  });
});

describe('Another person', () => {
  it('gets nothing of what somebody else has left', async () => {
    const browser = new FakeBrowser();
    const lena = browser.open({ getToken: () => tokenOf('lena') });
    browser.network.isDown = true;
    await lena.connect();
    lena.client.send({ sessionId: 1, text: 'private' });
    lena.close();
    browser.network.isDown = false;
    const kim = await browser.open({ getToken: () => tokenOf('kim') }).connect();
    expect(kim.client.outbox).toHaveLength(0);
    expect(browser.server.messages).toHaveLength(0);
    const back = await browser.open({ getToken: () => tokenOf('lena') }).connect();
    await browser.wait();
    expect(back.heard('message').map(textOf)).toEqual(['private']);
  });

  it('drops it where the same client signs in somebody else', async () => {
    const browser = new FakeBrowser();
    let who = 'lena';
    browser.server.tokenLifeMs = 100_000;
    const tab = await browser.open({ getToken: () => tokenOf(who) }).connect();
    browser.server.answer = (command) => (command.$case === 'sendMessage' ? 'silence' : undefined);
    const sending = code(tab.client.send({ sessionId: 1, text: 'private' }));
    who = 'kim';
    await browser.wait(100_000);
    expect(await sending).toBe(ErrorCode.SIGNED_OUT);
    browser.server.answer = () => undefined;
    await browser.wait(10_000);
    expect(browser.server.messages).toHaveLength(0);
    expect(tab.client.state.state).toBe('connected');
    expect(browser.server.tokens.at(-1)).toBe(tokenOf('kim'));
  });
});

describe('Signing out', () => {
  it('drops the outbox here and in the storage, and stops', async () => {
    const browser = new FakeBrowser();
    browser.network.isDown = true;
    const tab = await browser.open({ person: 'lena' }).connect();
    const sending = code(tab.client.send({ sessionId: 1, text: 'a' }));
    tab.client.signOut();
    expect(await sending).toBe(ErrorCode.SIGNED_OUT);
    expect([...browser.storage.items.keys()]).toEqual(['courtside.device']);
    expect(tab.client.state).toMatchObject({ state: 'disconnected', reason: 'signed_out' });
    tab.page!.awake();
    await browser.wait(60_000);
    expect(tab.client.state.state).toBe('disconnected');
  });

  it('asks for a new token at the next connect', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    tab.client.signOut();
    await tab.connect();
    expect(tab.tokenCalls).toBe(2);
    expect(tab.client.state.state).toBe('connected');
  });
});

describe('Statements about now and reads', () => {
  it('are not kept where there is no connection', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    expect(await code(tab.client.setAway())).toBe(ErrorCode.DISCONNECTED);
    expect(await code(tab.client.setReadyUntil(1))).toBe(ErrorCode.DISCONNECTED);
    expect(await code(tab.client.offerShown(1))).toBe(ErrorCode.DISCONNECTED);
    expect(await code(tab.client.signal(1, new Uint8Array(1)))).toBe(ErrorCode.DISCONNECTED);
    tab.client.typing(1, true);
    await tab.connect();
    await browser.wait(60_000);
    expect(browser.server.commands.map((command) => command.$case)).toEqual(['hello']);
  });

  it('end with their connection where they are about now', async () => {
    const browser = new FakeBrowser();
    browser.server.answer = (command) => (command.$case === 'setPresence' ? 'silence' : undefined);
    const tab = await browser.open().connect();
    const away = code(tab.client.setAway());
    await browser.wait();
    browser.server.socket.breakOff();
    expect(await away).toBe(ErrorCode.DISCONNECTED);
    await browser.wait(10_000);
    expect(browser.server.count('setPresence')).toBe(1);
  });

  it('wait for a connection where they read, for half a minute', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    const early = code(tab.client.fetchIssues());
    await browser.wait(31_000);
    expect(await early).toBe(ErrorCode.TIMED_OUT);
    browser.server.answer = (command) =>
      command.$case === 'fetchIssues' ? { $case: 'issuesPage', value: { issues: [], next: 7 } } : undefined;
    const reading = tab.client.fetchIssues({ limit: 5 });
    await tab.connect();
    expect(await reading).toEqual({ issues: [], next: 7 });
  });

  it('say so where the answer is not the one that belongs to it', async () => {
    const browser = new FakeBrowser();
    browser.server.answer = (command) =>
      command.$case === 'fetchSkills' ? { $case: 'done', value: {} } : undefined;
    const tab = await browser.open().connect();
    const reading = code(tab.client.fetchSkills());
    await browser.wait();
    expect(await reading).toBe(ErrorCode.BAD_REPLY);
  });
});

describe('An offer', () => {
  it('is confirmed again after a reconnect where it was shown', async () => {
    const browser = new FakeBrowser();
    browser.server.offers = [offer(5)];
    const tab = await browser.open().connect();
    expect(tab.heard('offer')).toHaveLength(1);
    await browser.wait();
    expect(browser.server.count('offerShown')).toBe(0);
    void tab.client.offerShown(5);
    await browser.wait();
    browser.server.socket.breakOff();
    await browser.wait(2_000);
    expect(browser.server.count('offerShown')).toBe(2);
  });

  it('is told to be gone where that happened without a connection', async () => {
    const browser = new FakeBrowser();
    browser.server.offers = [offer(5)];
    const tab = await browser.open().connect();
    browser.server.offers = [];
    browser.server.socket.breakOff();
    await browser.wait(2_000);
    expect(tab.heard('offerClosed')).toEqual([{ offerId: 5, state: 0 }]);
  });
});
