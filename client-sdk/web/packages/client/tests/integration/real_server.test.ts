import { webcrypto } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import type { ClientEvents, ClientOptions } from '../../src/api.js';
import {
  browserEnvironment,
  Client,
  ErrorCode,
  hex,
  Outcome,
  RequestState,
  SessionState,
  type Environment,
} from '../../src/index.js';
import { jsonCodec } from '../../src/json.js';
import { textOf } from '../support/values.js';
import { Program } from './program.js';

const server = new Program();
const clients: Client[] = [];

beforeAll(async () => {
  await server.start();
  await server.addCompany();
});
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));
afterAll(() => server.remove());

let heardFrame: () => unknown = () => {};

function environment(): Environment {
  return {
    ...browserEnvironment(),
    openSocket(address, protocol) {
      const socket = new NodeWebSocket(address, protocol);
      socket.on('message', () => heardFrame());
      return socket as unknown as WebSocket;
    },
    // Debian's Node has no global one.
    randomBytes: (count) => webcrypto.getRandomValues(new Uint8Array(count)),
    storage: () => undefined,
  };
}

interface Person {
  client: Client;
  /** Resolves with the next such event that fits, of those before the call too. */
  hears<Name extends keyof ClientEvents>(
    name: Name,
    fits?: (event: ClientEvents[Name]) => boolean,
  ): Promise<ClientEvents[Name]>;
  texts: string[];
}

async function comes(person: string, claims: string[], options: Partial<ClientOptions> = {}): Promise<Person> {
  const token = await server.token(person, ...claims);
  const client = new Client(
    { url: server.url, getToken: () => token, storage: null, ...options },
    environment(),
  );
  clients.push(client);
  const texts: string[] = [];
  client.on('message', (message) => texts.push(textOf(message)));
  const heard: [keyof ClientEvents, unknown][] = [];
  for (const name of ['state', 'offer', 'request', 'session', 'message', 'presence'] as const) {
    client.on(name, (event: unknown) => heard.push([name, event]));
  }
  const hears: Person['hears'] = (name, fits = () => true) =>
    new Promise((resolve) => {
      const before = heard.find(([event, value]) => event === name && fits(value as never));
      if (before) {
        resolve(before[1] as never);
        return;
      }
      const stop = client.on(name, (event) => {
        if (fits(event)) {
          stop();
          resolve(event);
        }
      });
    });
  client.connect();
  await hears('state', ({ state }) => state === 'connected');
  return { client, hears, texts };
}

const learner = ['--name', 'Lena', '--roles', 'learner', '--languages', 'en'];
const coach = ['--name', 'Ada', '--roles', 'coach', '--skills', 'S1:4', '--languages', 'en'];

/** A learner asks, a coach accepts, both join. */
async function meet(name: string, options: Partial<ClientOptions> = {}): Promise<[Person, Person, number]> {
  const ada = await comes(`ada-${name}`, coach, options);
  const lena = await comes(`lena-${name}`, learner, options);
  await ada.client.setReadyUntil(ada.client.serverNow() + 3_600_000);
  const issue = await lena.client.openIssue({ title: 'The customer refuses the delivery' });
  const request = await lena.client.ask({ issueId: issue.issueId, skill: 'S1' });
  expect(request.minutes).toBe(15);
  const offer = await ada.hears('offer');
  await ada.client.offerShown(offer.offerId);
  const { sessionId } = await ada.client.accept(offer.offerId);
  await lena.hears('request', ({ state }) => state === RequestState.MATCHED);
  await Promise.all([ada.client.join(sessionId), lena.client.join(sessionId)]);
  await lena.hears('session', ({ state }) => state === SessionState.ACTIVE);
  return [lena, ada, sessionId];
}

describe('Two people at a real server', () => {
  it.each([
    ['binary', {}],
    ['json', { codec: jsonCodec }],
  ])('hold a session, in the %s form', async (form, options) => {
    const [lena, ada, sessionId] = await meet(form, options);
    const talk = ['Hello 😀', 'They say the seal is broken', '', 'Whose seal is it?'];
    for (const [at, text] of talk.entries()) {
      const { number } = await (at % 2 === 0 ? ada : lena).client.send({ sessionId, text });
      expect(number).toBe(at + 1);
    }
    await Promise.all([lena, ada].map((person) => person.hears('message', ({ number }) => number === talk.length)));
    expect(lena.texts).toEqual(talk);
    expect(ada.texts).toEqual(talk);
    expect((await lena.client.fetchMessages(sessionId)).messages.map(textOf)).toEqual(talk);

    await lena.client.endSession(sessionId, Outcome.RESOLVED);
    const ended = await ada.hears('session', ({ state }) => state === SessionState.ENDED);
    expect(ended.outcome).toBe(Outcome.RESOLVED);
    await lena.client.closeWithWord({ sessionId, solved: 1, line: 'Thank you' });
    expect((await lena.client.search('seal')).messages.map(textOf)).toEqual([talk[1], talk[3]]);
    expect((await lena.client.fetchIssues()).issues[0]?.title).toBe('The customer refuses the delivery');
    expect((await ada.client.fetchSessions({ limit: 1 })).sessions[0]?.sessionId).toBe(sessionId);
    expect((await ada.client.fetchSkills()).skills[0]?.code).toBe('S1');
  });

  it('go on after the server was killed in the middle of it, with nothing lost and nothing doubled', async () => {
    const [lena, ada, sessionId] = await meet('killed');
    await ada.client.send({ sessionId, text: 'before' });
    const sent = Array.from({ length: 20 }, (_, at) => lena.client.send({ sessionId, text: `in between ${at}` }));
    await server.kill('SIGKILL');
    const late = ada.client.send({ sessionId, text: 'while it was away' });
    await server.start();
    await Promise.all([...sent, late]);
    await ada.client.send({ sessionId, text: 'after' });
    await Promise.all([lena, ada].map((person) => person.hears('message', ({ number }) => number === 23)));
    expect(lena.texts).toEqual(ada.texts);
    expect(new Set(lena.texts).size).toBe(23);
    expect(lena.texts.filter((text) => text.startsWith('in')).join()).toBe(
      Array.from({ length: 20 }, (_, at) => `in between ${at}`).join(),
    );
  });

  it('are in step over several tabs', async () => {
    const [lena, ada, sessionId] = await meet('tabs');
    const tab = await comes('lena-tabs', learner);
    const sending = lena.client.send({ sessionId, text: 'from the first tab' });
    await ada.client.send({ sessionId, text: 'to both' });
    await sending;
    await Promise.all([lena, tab].map((person) => person.hears('message', ({ number }) => number === 2)));
    expect(tab.texts).toEqual(lena.texts);
    const own = await tab.hears('message', ({ commandId }) => hex(commandId) === sending.commandId);
    expect(own.senderId).toBe(tab.client.me?.personId);
  });

  it('hear why something is refused', async () => {
    const lena = await comes('lena-refused', learner);
    await expect(lena.client.join(999)).rejects.toMatchObject({ code: ErrorCode.NOT_FOUND, retry: false });
    await expect(lena.client.openIssue({ title: '' })).rejects.toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
  });
});

describe('A real server', () => {
  it('answers the question whether it is still there', async () => {
    let frames = 0;
    const answered = new Promise<void>((resolve) => {
      heardFrame = () => ++frames === 5 && resolve();
    });
    const lena = await comes('lena-quiet', learner, { limits: { quietMs: 20, probeTimeoutMs: 5_000 } });
    const troubles: unknown[] = [];
    lena.client.on('state', (change) => troubles.push(change));
    lena.client.on('refused', (error) => troubles.push(error));
    await answered;
    expect(troubles).toEqual([]);
  });

  it('refuses a token of nobody, and the client stops', async () => {
    const client = new Client(
      { url: server.url, getToken: () => 'of.no.body', storage: null },
      environment(),
    );
    clients.push(client);
    const stopped = new Promise((resolve) =>
      client.on('state', (change) => change.state === 'disconnected' && resolve(change)),
    );
    client.connect();
    await expect(stopped).resolves.toMatchObject({ reason: 'unauthorised' });
  });
});
