import { describe, expect, it } from 'vitest';
import { FakeBrowser } from './support/fake_browser.js';
import { textOf } from './support/values.js';

describe.each([
  ['with Web Locks', true],
  ['without Web Locks', false],
])('Several tabs of one person, %s,', (_, hasLocks) => {
  const browserWithTabs = (): FakeBrowser => Object.assign(new FakeBrowser(), { hasLocks });

  it('see the same talk, whoever writes', async () => {
    const browser = browserWithTabs();
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    one.client.send({ sessionId: 1, text: 'from one' });
    two.client.send({ sessionId: 1, text: 'from two' });
    browser.server.coachSays('hello both');
    await browser.wait();
    const talk = browser.server.messages.map(textOf);
    expect(talk).toHaveLength(3);
    expect(one.heard('message').map(textOf)).toEqual(talk);
    expect(two.heard('message').map(textOf)).toEqual(talk);
  });

  it('do not send what another one sends', async () => {
    const browser = browserWithTabs();
    browser.network.isDown = true;
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    one.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(300_000);
    expect(two.client.outbox).toHaveLength(0);
    browser.network.isDown = false;
    await browser.wait(30_000);
    expect(browser.server.count('sendMessage')).toBe(1);
    expect(two.heard('message').map(textOf)).toEqual(['a']);
  });

  it('send what a closed one has left, one of them', async () => {
    const browser = browserWithTabs();
    browser.network.isDown = true;
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    const three = await browser.open().connect();
    one.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(1_000);
    one.close();
    await browser.wait(10_000);
    expect(two.client.outbox.length + three.client.outbox.length).toBe(1);
    browser.network.isDown = false;
    await browser.wait(30_000);
    expect(browser.server.count('sendMessage')).toBe(1);
    expect([two, three].map((tab) => tab.heard('message').map(textOf))).toEqual([['a'], ['a']]);
  });

  it('send what a crashed one has left', async () => {
    const browser = browserWithTabs();
    browser.network.isDown = true;
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    one.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(1_000);
    one.crash();
    browser.network.isDown = false;
    await browser.wait(200_000);
    expect(browser.server.messages.map(textOf)).toEqual(['a']);
    expect(two.client.outbox).toHaveLength(0);
  });

  it('double nothing where a sleeping one wakes after another sent what it had left', async () => {
    const browser = browserWithTabs();
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    browser.network.isDown = true;
    browser.server.sockets.forEach((socket) => socket.breakOff());
    one.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(1_000);
    one.page!.asleep();
    browser.network.isDown = false;
    await browser.wait(200_000);
    expect(browser.server.messages.map(textOf)).toEqual(['a']);
    one.page!.awake();
    await browser.wait(1_000);
    expect(browser.server.messages).toHaveLength(1);
    expect(one.heard('message').map(textOf)).toEqual(['a']);
    expect([one, two].map((tab) => tab.client.outbox.length)).toEqual([0, 0]);
    expect([...browser.storage.items.keys()].filter((key) => key.match(/[0-9a-f]{32}$/))).toEqual([]);
  });

  it('know a change that comes back to where it was made', async () => {
    const browser = browserWithTabs();
    browser.network.isDown = true;
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    const { commandId } = one.client.send({ sessionId: 1, text: 'a' });
    await browser.wait(1_000);
    one.page!.asleep();
    await browser.wait(200_000);
    expect(two.client.outbox).toMatchObject([{ commandId }]);
    two.close();
    one.page!.awake();
    await browser.wait(200_000);
    expect(one.client.outbox).toMatchObject([{ commandId }]);
    browser.network.isDown = false;
    await browser.wait(30_000);
    expect(browser.server.count('sendMessage')).toBe(1);
  });

  it('sign out together', async () => {
    const browser = browserWithTabs();
    const one = await browser.open().connect();
    const two = await browser.open().connect();
    one.client.signOut();
    await browser.wait();
    expect(two.client.state).toMatchObject({ state: 'disconnected', reason: 'signed_out' });
    expect(browser.server.signedIn.size).toBe(0);
  });

  it('are told apart as connections and known as one device', async () => {
    const browser = browserWithTabs();
    await browser.open().connect();
    await browser.open().connect();
    const devices = browser.server.commands.flatMap((command) =>
      command.$case === 'hello' ? command.value.deviceId : [],
    );
    expect(devices[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(devices[1]).toBe(devices[0]);
    expect(browser.server.signedIn.size).toBe(2);
  });
});
