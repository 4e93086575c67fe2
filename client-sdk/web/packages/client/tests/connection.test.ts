import { describe, expect, it } from 'vitest';
import { UnauthorisedError } from '../src/errors.js';
import { ErrorCode } from '../src/wire.js';
import { FakeBrowser } from './support/fake_browser.js';
import { error, tokenOf } from './support/values.js';

const states = (tab: ReturnType<FakeBrowser['open']>): string[] =>
  tab.heard('state').map(({ state, reason }) => `${state}: ${reason}`);

describe('A client', () => {
  it('signs in and says who it is', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    expect(states(tab)).toEqual(['connecting: asked', 'connected: none']);
    expect(tab.client.me?.name).toBe('Lena');
    expect(tab.client.serverNow()).toBe(browser.clock.now + 5_000);
    expect(browser.server.socket.subprotocol).toBe('courtside.v1.proto');
  });

  it('does nothing before it is told to connect', async () => {
    const browser = new FakeBrowser();
    browser.open();
    await browser.wait(60_000);
    expect(browser.server.sockets).toHaveLength(0);
  });

  it('comes back after a random time that grows from half a second to twenty', async () => {
    const browser = new FakeBrowser();
    browser.network.isDown = true;
    const tab = await browser.open().connect();
    await browser.wait(600_000);
    const waits = tab.heard('state').flatMap(({ retryInMs }) => retryInMs ?? []);
    expect(waits[0]).toBeGreaterThanOrEqual(500);
    expect(waits[0]).toBeLessThanOrEqual(1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(20_000);
    expect(waits.length).toBeGreaterThan(30);
    expect(new Set(waits).size).toBeGreaterThan(20);
  });

  it('has closed the old connection before it opens a new one', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    for (let i = 0; i < 5; ++i) {
      browser.server.socket.closeWith(4000, '100');
      await browser.wait(5_000);
    }
    tab.client.disconnect();
    tab.client.connect();
    await browser.wait();
    expect(browser.server.mostConnections).toBe(1);
  });

  it.each([
    [4001, '7000', 'reconnecting', 'closed_by_server', 7_000],
    [4400, 'soon', 'reconnecting', 'closed_by_server', undefined],
    [4500, '', 'disconnected', 'refused', undefined],
    [4501, '', 'disconnected', 'unauthorised', undefined],
    [4999, '', 'disconnected', 'refused', undefined],
    [4490, '', 'disconnected', 'displaced', undefined],
    [1006, '', 'reconnecting', 'network', undefined],
    [1013, '', 'reconnecting', 'closed_by_server', undefined],
  ])('obeys the close code %i', async (code, text, state, reason, delay) => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.closeWith(code, text);
    await browser.wait();
    expect(tab.client.state).toMatchObject({ state, reason, closeCode: code });
    if (delay !== undefined) {
      expect(tab.client.state.retryInMs).toBe(delay);
    }
    await browser.wait((delay ?? 1_001) - 1);
    expect(tab.client.state.state).toBe(delay === undefined && state === 'reconnecting' ? 'connected' : state);
  });

  it('comes back when it was displaced and is looked at again, not before', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.closeWith(4490, '');
    await browser.wait(3_600_000);
    expect(tab.client.state.state).toBe('disconnected');
    tab.page!.awake();
    await browser.wait();
    expect(tab.client.state.state).toBe('connected');
  });

  it('is not woken where it was disconnected on purpose', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    tab.client.disconnect();
    tab.page!.awake();
    tab.page!.online();
    await browser.wait(60_000);
    expect(tab.client.state).toMatchObject({ state: 'disconnected', reason: 'asked' });
  });

  it('waits for the network where the browser says that there is none, and is back at once', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.network.isDown = true;
    tab.page!.offline();
    await browser.wait(1_000);
    expect(tab.client.state).toMatchObject({ state: 'reconnecting', reason: 'offline' });
    browser.network.isDown = false;
    tab.page!.online();
    await browser.wait();
    expect(tab.client.state.state).toBe('connected');
  });

  it('tries now and then where the browser is wrong about having no network', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    tab.page!.offline();
    await browser.wait(20_000);
    expect(tab.client.state.state).toBe('connected');
  });

  it('leaves when the page is put away and is back when it is shown', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    tab.page!.asleep();
    await browser.wait(3_600_000);
    expect(tab.client.state).toMatchObject({ state: 'reconnecting', reason: 'asleep' });
    expect(browser.server.signedIn.size).toBe(0);
    tab.page!.awake();
    await browser.wait();
    expect(tab.client.state.state).toBe('connected');
  });

  it('finds out that a silent server is gone', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.network.isSilent = true;
    await browser.wait(45_000 + 8_000);
    expect(tab.client.state).toMatchObject({ state: 'reconnecting', reason: 'network' });
    browser.network.isSilent = false;
    await browser.wait(2_000);
    expect(tab.client.state.state).toBe('connected');
  });

  it('leaves a server that answers alone, however quiet it is', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    await browser.wait(3_600_000);
    expect(tab.client.state.state).toBe('connected');
    expect(browser.server.sockets).toHaveLength(1);
  });

  it('looks at once whether the connection survived when the page is shown again', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    await browser.wait(5_000);
    browser.network.isSilent = true;
    tab.page!.awake();
    await browser.wait(8_100);
    expect(tab.client.state.state).toBe('reconnecting');
  });

  it('takes a frame that it does not understand for a broken connection', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.deliver(new Uint8Array([0xff, 0xff, 0xff]));
    await browser.wait();
    expect(tab.client.state.state).toBe('reconnecting');
    await browser.wait(1_000);
    expect(tab.client.state.state).toBe('connected');
  });

  it('does not wait longer than it was to where the clock is set back', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.breakOff();
    browser.clock.now -= 3_600_000;
    tab.client.markRead(1, 0);
    await browser.wait(31_000);
    expect(tab.client.state.state).toBe('connected');
  });

  it('refuses addresses that are none', () => {
    expect(() => new FakeBrowser().open({ url: 'ftp://coach.example.com' })).toThrow(TypeError);
    expect(() => new FakeBrowser().open({ url: 'nowhere' })).toThrow(TypeError);
  });

  it('goes on where a listener throws', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open();
    tab.client.on('state', () => {
      throw new Error('of the page');
    });
    await tab.connect();
    expect(browser.reported).toHaveLength(2);
    expect(tab.client.state.state).toBe('connected');
  });
});

describe('The token source', () => {
  it('is asked once at a time', async () => {
    const browser = new FakeBrowser();
    const answers: ((token: string) => void)[] = [];
    const tab = browser.open({ getToken: () => new Promise<string>((resolve) => answers.push(resolve)) });
    await tab.connect();
    tab.client.disconnect();
    tab.client.connect();
    tab.page!.online();
    await browser.wait(1_000);
    expect(tab.tokenCalls).toBe(1);
    answers[0]!(tokenOf('lena'));
    await browser.wait();
    expect(tab.client.state.state).toBe('connected');
  });

  it('is asked again after a back-off where it fails', async () => {
    const browser = new FakeBrowser();
    let isBroken = true;
    const tab = browser.open({
      getToken: () => (isBroken ? Promise.reject(new Error('500')) : tokenOf('lena')),
    });
    await tab.connect();
    expect(tab.client.state).toMatchObject({ state: 'reconnecting', reason: 'token_failed', text: 'Error: 500' });
    await browser.wait(60_000);
    expect(tab.tokenCalls).toBeGreaterThan(3);
    expect(tab.tokenCalls).toBeLessThan(30);
    isBroken = false;
    await browser.wait(20_000);
    expect(tab.client.state.state).toBe('connected');
  });

  it.each([
    ['throws at once', () => { throw new Error('no'); }],
    ['gives nothing', () => ''],
    ['gives no string', () => 7 as unknown as string],
  ])('has failed where it %s', async (_, getToken) => {
    const tab = await new FakeBrowser().open({ getToken }).connect();
    expect(tab.client.state.reason).toBe('token_failed');
  });

  it('stops the client where the person may not sign in', async () => {
    const browser = new FakeBrowser();
    const tab = browser.open({ getToken: () => Promise.reject(new UnauthorisedError('signed out')) });
    await tab.connect();
    expect(tab.client.state).toMatchObject({ state: 'disconnected', reason: 'unauthorised' });
    await browser.wait(3_600_000);
    expect(tab.tokenCalls).toBe(1);
  });

  it('is given up after a while and told so', async () => {
    const browser = new FakeBrowser();
    let aborted = false;
    const tab = browser.open({
      getToken: ({ signal }) =>
        new Promise(() => signal.addEventListener('abort', () => (aborted = true))),
    });
    await tab.connect();
    await browser.wait(30_000);
    expect(tab.client.state.reason).toBe('token_failed');
    await browser.wait(2_000);
    expect(tab.tokenCalls).toBe(2);
    expect(aborted).toBe(true);
  });

  it('is asked for a fresh one once where the server refuses, then it is over', async () => {
    const browser = new FakeBrowser();
    const fresh: boolean[] = [];
    browser.server.refused.add(tokenOf('lena'));
    const tab = browser.open({
      getToken: (request) => {
        fresh.push(request.fresh);
        return tokenOf('lena');
      },
    });
    await tab.connect();
    await browser.wait(60_000);
    expect(fresh).toEqual([false, true]);
    expect(tab.client.state).toMatchObject({ state: 'disconnected', reason: 'unauthorised' });
  });

  it('renews the sign-in in place before the token ends, also after the machine slept', async () => {
    const browser = new FakeBrowser();
    browser.server.tokenLifeMs = 600_000;
    let serial = 0;
    const tab = browser.open({ getToken: () => tokenOf('lena', ++serial) });
    await tab.connect();
    await browser.wait(470_000);
    expect(serial).toBe(1);
    await browser.wait(20_000);
    expect(serial).toBe(2);
    // Asleep: no timer runs, the wall's clock goes on.
    browser.clock.now += 500_000;
    await browser.wait(1_000);
    expect(serial).toBe(3);
    expect(browser.server.sockets).toHaveLength(1);
    expect(browser.server.count('refreshToken')).toBe(2);
    expect(tab.client.state.state).toBe('connected');
  });

  it('is asked again where the server closes because the token has ended', async () => {
    const browser = new FakeBrowser();
    let serial = 0;
    const tab = await browser.open({ getToken: () => tokenOf('lena', ++serial) }).connect();
    browser.server.socket.closeWith(4010, '0');
    await browser.wait(100);
    expect(tab.client.state.state).toBe('connected');
    expect(browser.server.tokens).toEqual([tokenOf('lena', 1), tokenOf('lena', 2)]);
  });

  it('keeps its token over connections', async () => {
    const browser = new FakeBrowser();
    const tab = await browser.open().connect();
    browser.server.socket.breakOff();
    await browser.wait(2_000);
    expect(tab.client.state.state).toBe('connected');
    expect(tab.tokenCalls).toBe(1);
  });

  it('stays where a server that is busy refuses the sign-in for now', async () => {
    const browser = new FakeBrowser();
    browser.server.answer = (command) =>
      command.$case === 'hello' ? error(ErrorCode.BUSY, true, 5_000) : undefined;
    const tab = await browser.open().connect();
    expect(tab.client.state).toMatchObject({ state: 'reconnecting', retryInMs: 5_000 });
    browser.server.answer = () => undefined;
    await browser.wait(5_000);
    expect(tab.client.state.state).toBe('connected');
  });
});
