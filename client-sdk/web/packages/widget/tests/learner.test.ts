import { describe, expect, it } from 'vitest';
import { ClientError, ErrorCode, Outcome, RequestState, SessionState } from '@courtside/client';
import { Learner } from '../src/panel/learner.js';
import { screenOf } from '../src/panel/learner_state.js';
import { noWish } from '../src/panel/wish.js';
import { FakeClient, issue, keptInMemory, request, session, welcome } from './support.js';

function begin(keep = keptInMemory()) {
  const client = new FakeClient();
  const told: string[] = [];
  const learner = new Learner(client.asClient, keep, () => undefined, (name) => told.push(name));
  const screen = () => screenOf(learner.state);
  return { client, learner, told, screen, keep };
}

const wish = { ...noWish, text: 'stuck', skill: 'S1.1' };
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('Which screen is shown', () => {
  it('follows what the server says, from asking to the closing word', () => {
    const { client, screen } = begin();
    expect(screen()).toBe('connecting');
    client.tell('welcome', welcome());
    expect(screen()).toBe('ask');
    client.tell('request', request());
    expect(screen()).toBe('waiting');
    client.tell('session', session({ state: SessionState.STARTING }));
    client.tell('request', request({ state: RequestState.MATCHED }));
    expect(screen()).toBe('session');
    client.tell('session', session({ state: SessionState.ENDED, outcome: Outcome.RESOLVED }));
    expect(screen()).toBe('closing');
  });

  it('is the waiting again after a wrong match', () => {
    const { client, screen } = begin();
    client.tell('welcome', welcome());
    client.tell('session', session());
    client.tell('request', request({ requestId: 6 }));
    client.tell('session', session({ state: SessionState.ENDED, outcome: Outcome.WRONG_MATCH }));
    expect(screen()).toBe('waiting');
  });

  it('says sorry when a request expires, until that was read', () => {
    const { client, learner, screen } = begin();
    client.tell('welcome', welcome());
    client.tell('request', request());
    client.tell('request', request({ state: RequestState.EXPIRED }));
    expect(screen()).toBe('expired');
    learner.leaveSession();
    expect(screen()).toBe('ask');
  });

  it('says that one is signed out where the client has stopped', () => {
    const { client, screen } = begin();
    client.tell('state', { state: 'disconnected', reason: 'unauthorised', text: '', closeCode: 0 });
    expect(screen()).toBe('signedOut');
  });
});

describe('Asking', () => {
  it('opens the issue, then asks about it', async () => {
    const { client, learner, told } = begin();
    client.answers['openIssue'] = () => issue();
    client.tell('welcome', welcome());
    await learner.ask(wish);
    expect(client.given.map(([name]) => name)).toEqual(['openIssue', 'ask']);
    expect(client.given[1]?.[1]).toMatchObject({ issueId: 3, skill: 'S1.1', minutes: 15 });
    expect(told).toContain('courtside-asked');
  });

  it('goes on after a reload between the two', async () => {
    const keep = keptInMemory();
    const first = begin(keep);
    first.client.answers['openIssue'] = () => new Promise(() => undefined);
    first.client.tell('welcome', welcome());
    void first.learner.ask(wish);
    const second = begin(keep);
    second.client.answers['fetchIssues'] = () => ({ issues: [issue()], next: 0 });
    second.client.tell('welcome', welcome());
    await settled();
    expect(second.client.given.map(([name]) => name)).toEqual(['fetchIssues', 'ask']);
  });

  it('does not ask twice where the request had arrived', async () => {
    const keep = keptInMemory();
    const first = begin(keep);
    first.client.answers['openIssue'] = () => issue();
    first.client.answers['ask'] = () => new Promise(() => undefined);
    first.client.tell('welcome', welcome());
    void first.learner.ask(wish);
    await settled();
    const second = begin(keep);
    second.client.tell('welcome', welcome({ requests: [request()] }));
    await settled();
    expect(second.client.given.map(([name]) => name)).not.toContain('ask');
  });

  it('says in plain words why it was refused, and keeps the wish', async () => {
    const { client, learner, screen } = begin();
    client.answers['openIssue'] = () => Promise.reject(new ClientError(ErrorCode.BUSY, 'busy'));
    client.tell('welcome', welcome());
    await learner.ask(wish);
    expect(learner.state.problem).toBe('problem.later');
    expect(screen()).toBe('ask');
  });
});

describe('In the session', () => {
  const message = (number: number, senderId = 2) => ({
    sessionId: 7, number, senderId, sentMs: 0, body: { $case: 'text' as const, value: { text: `text ${number}` } }, replyTo: 0, redacted: false,
    commandId: new Uint8Array([number]),
  });

  it('a message that is told twice is there once', () => {
    const { client, learner } = begin();
    client.tell('welcome', welcome());
    client.tell('session', session());
    client.tell('message', message(1));
    client.tell('message', message(1));
    expect(learner.state.messages).toHaveLength(1);
  });

  it('the other side is no longer writing once its message is there', () => {
    const { client, learner } = begin();
    client.tell('welcome', welcome());
    client.tell('session', session());
    client.tell('typing', { sessionId: 7, personId: 2, typing: true });
    expect(learner.state.typing).toBe(true);
    client.tell('message', message(1));
    expect(learner.state.typing).toBe(false);
  });

  it('joins once, and only while it is starting', async () => {
    const { client, learner } = begin();
    client.tell('welcome', welcome());
    const [me, coach] = session().participants;
    client.tell('session', session({ state: SessionState.STARTING, participants: [{ ...me!, joined: false }, coach!] }));
    learner.join();
    await settled();
    client.tell('session', session({ state: SessionState.ACTIVE }));
    learner.join();
    expect(client.given.filter(([name]) => name === 'join')).toHaveLength(1);
  });

  it('the closing word is still due after a reload', async () => {
    const keep = keptInMemory();
    const first = begin(keep);
    first.client.tell('welcome', welcome());
    first.client.tell('session', session());
    const second = begin(keep);
    second.client.answers['fetchSessions'] = () => ({ sessions: [session({ state: SessionState.ENDED, outcome: Outcome.RESOLVED })], next: 0 });
    second.client.answers['fetchMessages'] = () => ({ sessionId: 7, messages: [message(1)], more: false });
    second.client.tell('welcome', welcome());
    await settled();
    expect(second.screen()).toBe('closing');
    await second.learner.closeWithWord({});
    expect(second.screen()).toBe('ask');
  });
});
