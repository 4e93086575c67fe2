import { describe, expect, it } from 'vitest';
import { ClientError, ErrorCode, Outcome, RequestReason, RequestState, SessionState } from '@courtside/client';
import { Learner } from '../src/panel/learner.js';
import { screenOf } from '../src/panel/learner_state.js';
import { instantOf, MyData, wordsOf } from '../src/panel/my_data.js';
import { statusOf } from '../src/panel/status.js';
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

describe('A promised time', () => {
  const window = { fromMs: 2_000_000, toMs: 3_000_000 };

  it('is taken as it was seen', async () => {
    const { client, learner } = begin();
    client.tell('welcome', welcome());
    client.tell('request', request({ proposed: window }));
    await learner.takePromise(learner.state.request!, window);
    expect(client.given.at(-1)).toEqual(['takePromise', 5]);
    client.tell('request', request({ state: RequestState.BOOKED, promise: window }));
    expect(learner.state.request?.state).toBe(RequestState.BOOKED);
  });

  it('is said five minutes before, to the learner of that request alone', () => {
    const { client, learner, told } = begin();
    client.tell('welcome', welcome());
    client.tell('request', request({ state: RequestState.BOOKED, promise: window }));
    client.tell('promiseReminder', { requestId: 5, window, title: '', coach: true });
    client.tell('promiseReminder', { requestId: 6, window, title: '', coach: false });
    expect(learner.state.reminded).toBe(0);
    client.tell('promiseReminder', { requestId: 5, window, title: '', coach: false });
    expect(learner.state.reminded).toBe(window.fromMs);
    expect(told).toContain('courtside-reminder');
  });

  it('stands on the button of the page', () => {
    const { client, learner } = begin();
    const words = () => statusOf(learner.state, (key, values) => `${key} ${values?.['time'] ?? ''}`, String);
    client.tell('welcome', welcome());
    client.tell('request', request());
    expect(words()).toMatchObject({ text: 'button.waiting ', tone: 'live' });
    client.tell('request', request({ state: RequestState.BOOKED, promise: window }));
    expect(words()).toMatchObject({ text: 'button.booked 2000000', tone: 'calm', live: true });
    client.tell('promiseReminder', { requestId: 5, window, title: '', coach: false });
    expect(words()).toMatchObject({ text: 'button.reminder 2000000', tone: 'urgent' });
  });
});

describe('A session that is handed over', () => {
  const ended = { state: SessionState.ENDED, outcome: Outcome.TRANSFERRED, nextStep: 'bring the invoice' } as const;
  const reopened = request({ requestId: 5, reason: RequestReason.HANDED_OVER });

  it.each(['session first', 'request first'])('leads back in front and says by whom, %s', (order) => {
    const { client, learner, screen } = begin();
    client.tell('welcome', welcome());
    client.tell('session', session());
    if (order === 'request first') client.tell('request', reopened);
    client.tell('session', session(ended));
    if (order === 'session first') client.tell('request', reopened);
    expect(screen()).toBe('waiting');
    expect(learner.state.handedOver).toEqual({ name: 'Grace', line: 'bring the invoice' });
    client.tell('request', request({ requestId: 5, state: RequestState.MATCHED }));
    expect(learner.state.handedOver).toBeUndefined();
  });
});

describe('Erasing oneself', () => {
  it('says so, forgets what the tab kept, and signs out', async () => {
    const { client, learner, keep } = begin();
    client.tell('welcome', welcome());
    keep.set('talk.7', 'a draft');
    expect(await learner.eraseMe()).toBe(true);
    expect(client.given.map(([name]) => name)).toEqual(['eraseMe', 'signOut']);
    expect(client.given[0]?.[1]).toBe(1);
    expect(learner.state.erased).toBe(true);
    expect(keep.get('talk.7')).toBe('');
  });

  it('that is refused changes nothing', async () => {
    const { client, learner, keep } = begin();
    client.answers['eraseMe'] = () => Promise.reject(new ClientError(ErrorCode.BUSY, 'busy'));
    client.tell('welcome', welcome());
    keep.set('talk.7', 'a draft');
    expect(await learner.eraseMe()).toBe(false);
    expect(learner.state).toMatchObject({ erased: false, problem: 'problem.later' });
    expect(keep.get('talk.7')).toBe('a draft');
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

describe('What is stored about the learner', () => {
  const document = {
    format: 'courtside.person.1',
    profile: { name: 'Lena Fischer', roles: ['learner'] },
    requests: [],
    later_kind: [{ at: '2026-05-01T10:00:00Z', text: 'new' }],
    issues: [{ id: 3, title: 'stuck', opened_at: '2026-05-01T09:00:00Z' }],
  };

  it('is read by kind, what is known first', async () => {
    const client = new FakeClient();
    client.answers['fetchMyData'] = () => JSON.stringify(document);
    const mine = new MyData(client.asClient, () => undefined);
    await mine.load();
    expect(mine.state).toBe('there');
    expect(mine.kinds.map(({ name }) => name)).toEqual(['issues', 'requests', 'later_kind']);
    expect(mine.profile['name']).toBe('Lena Fischer');
    expect(mine.text).toBe(JSON.stringify(document));
  });

  it('has its time and its words, whatever kind it is of', () => {
    expect(instantOf({ opened_at: '1970-01-01T00:00:07Z' })).toBe(7000);
    expect(instantOf({ closed_at: null, id: 3 })).toBe(0);
    expect(wordsOf({ id: 3, title: 'stuck' })).toBe('stuck');
    expect(wordsOf({ id: 3 })).toBe('');
  });

  it.each([
    ['what is no document', () => 'not JSON'],
    ['a refusal', () => Promise.reject(new ClientError(ErrorCode.BUSY, 'busy'))],
  ])('can be asked for again after %s', async (_, answer) => {
    const client = new FakeClient();
    client.answers['fetchMyData'] = answer;
    const mine = new MyData(client.asClient, () => undefined);
    await mine.load();
    expect(mine.state).toBe('failed');
    client.answers['fetchMyData'] = () => JSON.stringify(document);
    await mine.load();
    expect(mine.state).toBe('there');
  });
});
