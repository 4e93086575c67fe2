/** What a learner sees of promised times, hand over, next steps and their own data, with a server that answers as the test wants. */
import type { Browser } from 'playwright-core';
import { Outcome, RequestReason, RequestState, SessionState, type Request, type Welcome } from '@courtside/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser.js';
import { Company } from './support/company.js';
import { expert, issue, lena, liveSession, minute, openRequest, ScriptedServer } from './support/scripted_server.js';
import { until } from './support/until.js';
import { Widget, type Form, type Look } from './support/widget.js';

let company: Company;
let browser: Browser;
let widget: Widget;
let server: ScriptedServer;

beforeAll(async () => {
  [company, browser] = await Promise.all([Company.start(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await company?.stop();
});
afterEach(async () => widget.close());

async function open(form: Form, look: Look, welcome: () => Partial<Welcome> = () => ({})): Promise<void> {
  widget = await Widget.open(browser, company, form, look, 'lena.fischer', async (page) => {
    server = await ScriptedServer.on(page, () => ({ me: lena, ...welcome() }));
    server.answers['fetchIssues'] = () => ({ $case: 'issuesPage', value: { issues: [issue], next: 0 } });
  });
  await widget.show();
}

/** A window of 20 minutes that begins so many minutes from now, as its clock says it. */
function windowIn(minutes: number) {
  const fromMs = Date.now() + minutes * minute;
  const clock = (ms: number) => new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Berlin' }).format(ms);
  return { window: { fromMs, toMs: fromMs + 20 * minute }, from: clock(fromMs), to: clock(fromMs + 20 * minute) };
}

describe.each([
  { form: 'framed', scheme: 'light', width: 1280, height: 900 },
  { form: 'inline', scheme: 'dark', width: 320, height: 640 },
] as const)('In the $form form, $scheme, $width wide', ({ form, ...look }) => {
  const name = (state: string) => `helped-${state}-${look.scheme}-${look.width}`;

  it('a time today is proposed, taken, reminded of, and moved with an apology', async () => {
    const { window, from, to } = windowIn(60);
    await open(form, look, () => ({ requests: [openRequest({ proposed: window })] }));
    await widget.heading(`We can promise ${from} to ${to} today`);
    await widget.isInOrder(name('proposed'));
    const booked = (part: Partial<Request> = {}) => openRequest({ state: RequestState.BOOKED, reason: RequestReason.PROMISED, promise: window, ...part });
    server.answers['takePromise'] = () => ({ $case: 'asked', value: { request: booked() } });
    await widget.press(`Take ${from}`);
    expect(await server.got('takePromise')).toEqual({ requestId: 5, window });
    await widget.heading(`Promised: ${from} to ${to}`);
    await widget.isInOrder(name('booked'));
    await expect.poll(() => widget.button.textContent()).toBe(`Promised for ${from}`);
    server.push({ $case: 'promiseReminder', value: { requestId: 5, window, title: issue.title, coach: false } });
    await widget.sees(/Stay here: your coach comes to this page/);
    await expect.poll(() => widget.button.textContent()).toBe(`Your coach comes at ${from}`);
    const next = windowIn(120);
    server.request(booked({ reason: RequestReason.PROMISE_MOVED, promise: next.window }));
    await widget.sees(`We are sorry: we cannot keep the time that we promised. The next best is ${next.from} to ${next.to}.`);
    await widget.heading(`Promised: ${next.from} to ${next.to}`);
    await widget.isInOrder(name('moved'));
    server.answers['takePromise'] = () => ({ $case: 'asked', value: { request: openRequest() } });
    await widget.press('Give this time back and keep waiting');
    expect(await server.got('takePromise')).toEqual({ requestId: 5, window: undefined });
    await widget.heading('We are finding your coach');
  });

  it('a proposed time can be left for waiting on, or for asking more people', async () => {
    const { window, from, to } = windowIn(60);
    await open(form, look, () => ({ requests: [openRequest({ proposed: window })] }));
    await widget.heading(`We can promise ${from} to ${to} today`);
    await widget.inside.locator('.widen > summary').first().click();
    server.answers['widenRequest'] = () => ({ $case: 'asked', value: { request: openRequest({ proposed: window, widened: true }) } });
    await widget.inside.locator('.widen button').first().click();
    expect(await server.got('widenRequest')).toEqual({ requestId: 5 });
    await widget.sees('You are asking more people now.');
    await widget.press('Keep waiting');
    await widget.inside.getByText('We can promise').waitFor({ state: 'detached' });
    await widget.sees('About 8 to 20 minutes');
  });

  it('a day on which nobody is likely is said at once', async () => {
    await open(form, look, () => ({ requests: [openRequest({ unlikelyToday: true, reason: RequestReason.UNLIKELY_TODAY, couldHelp: 0 })] }));
    await widget.sees(/It is unlikely that somebody who can help is free today/);
    await widget.isInOrder(name('unlikely'));
    await widget.press('Cancel');
    expect(await server.got('cancelRequest')).toEqual({ requestId: 5 });
  });

  it('a session that is handed over leads back in front, with the line for both', async () => {
    await open(form, look, () => ({ sessions: [liveSession()] }));
    await widget.inside.getByLabel('Write a message').waitFor();
    server.session(liveSession({ state: SessionState.ENDED, outcome: Outcome.TRANSFERRED, nextStep: 'Bring the invoice along' }));
    server.request(openRequest({ reason: RequestReason.HANDED_OVER, position: 1 }));
    await widget.sees('Ada Okafor has handed you over. You are first in line, and your wait counts.');
    await widget.sees('Bring the invoice along');
    await widget.isInOrder(name('handed-over'));
  });

  it('a second expert is seen, and the next step goes with the end', async () => {
    await open(form, look, () => ({ sessions: [liveSession()] }));
    await widget.inside.getByLabel('Write a message').waitFor();
    server.session(liveSession({ participants: [...liveSession().participants, expert] }));
    await widget.sees('Grace O’Connor is here as a second expert.');
    server.push({ $case: 'typingChanged', value: { sessionId: 7, personId: expert.personId, typing: true } });
    await widget.sees('Grace O’Connor is writing');
    await widget.isInOrder(name('expert'));
    await widget.press('End');
    await widget.inside.getByLabel(/One thing to try, and by when/).fill('Call the carrier today');
    await widget.isInOrder(name('ending'));
    server.answers['endSession'] = () => ({
      $case: 'sessionChanged',
      value: { session: liveSession({ state: SessionState.ENDED, outcome: Outcome.RESOLVED, nextStep: 'Call the carrier today' }) },
    });
    await widget.press(/it’s solved/);
    expect(await server.got('endSession')).toEqual({ sessionId: 7, outcome: Outcome.RESOLVED, nextStep: 'Call the carrier today' });
    await widget.heading('Your session has ended');
    await widget.sees('Call the carrier today');
    await widget.isInOrder(name('closing'));
  });

  it('notes and next steps of past sessions are there for who asks', async () => {
    const note = { sessionId: 7, authorId: 2, authorName: 'Ada Okafor', text: 'Prefers to see an example first.', writtenMs: 1 };
    await open(form, look);
    server.answers['fetchSessions'] = () => ({
      $case: 'sessionsPage',
      value: { sessions: [liveSession({ state: SessionState.ENDED, outcome: Outcome.RESOLVED, nextStep: 'Call the carrier today' })], next: 0 },
    });
    server.answers['fetchNotes'] = () => ({ $case: 'notesPage', value: { notes: [note] } });
    await widget.press('My issues and past sessions');
    await widget.press(issue.title);
    await widget.sees('Call the carrier today');
    await widget.press(/Session with Ada/);
    await widget.press('Ask to see the notes');
    await widget.sees('Prefers to see an example first.');
    await widget.isInOrder(name('notes'));
  });

  it('what is stored is shown by kind, taken along, and erased after asking twice', async () => {
    const at = '2026-05-01T09:00:00Z';
    const document = {
      format: 'courtside.person.1',
      profile: { name: 'Lena Fischer', roles: ['learner'], languages: ['en', 'de'], unit: 'Operations' },
      issues: [{ title: issue.title, opened_at: at }],
      requests: [],
      sessions: [{ matched_at: at, participants: [{ name: 'Lena Fischer' }, { name: 'Ada Okafor' }], messages: [{ text: 'The seal is broken' }] }],
      audit: [{ at, who: 'admin', what: 'token mint' }],
    };
    await open(form, look);
    const text = JSON.stringify(document);
    server.answers['fetchMyData'] = () => ({ $case: 'myData', value: { part: text, offset: 0, more: false } });
    await widget.press('My issues and past sessions');
    await widget.press('What is stored about me');
    await widget.sees('Lena Fischer · learner · en, de · Operations');
    await widget.inside.getByText('What you asked about').click();
    await widget.sees(issue.title);
    await widget.sees('Who changed or saw something about you');
    await widget.isInOrder(name('mine'));
    const [download] = await Promise.all([widget.page.waitForEvent('download'), widget.press('Download everything')]);
    expect(download.suggestedFilename()).toBe('courtside.json');
    await widget.press('Erase me');
    await widget.press('Erase me');
    await widget.sees('Are you sure? Nobody can bring it back.');
    await widget.isInOrder(name('erase'));
    expect(server.commands.some(({ $case }) => $case === 'eraseMe')).toBe(false);
    await widget.press('Yes, erase me now');
    expect(await server.got('eraseMe')).toEqual({ confirm: lena.personId });
    server.close(4501);
    await widget.heading('You are erased here');
    await widget.isInOrder(name('erased'));
    const kept = await widget.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('courtside.draft.')));
    expect(kept).toEqual([]);
  });
});

describe('Near the end of a session', () => {
  it('five minutes before it the learner is asked too, and the three writable minutes are said', async () => {
    await open('framed', {}, () => ({ sessions: [liveSession()] }));
    await widget.inside.getByLabel('Write a message').waitFor();
    server.push({ $case: 'endingSoon', value: { sessionId: 7, endsMs: Date.now() + 5 * minute } });
    await widget.sees('Five minutes left. One thing to try? Enough, or more today?');
    await widget.isInOrder('helped-ending-soon');
    await widget.press('Ask for 15 more minutes');
    expect(await server.got('extend')).toEqual({ sessionId: 7, agree: true });
    server.session(liveSession({ state: SessionState.WRAP_UP, endsMs: Date.now() + 3 * minute }));
    await widget.sees(/Time is up, and nobody cuts you off: you can write until/);
    await widget.isInOrder('helped-wrap-up');
    await widget.write('A last word');
    await until('the last word goes out', async () => (await server.got('sendMessage')).body?.value.text === 'A last word');
  });
});

describe('A request that nobody could take', () => {
  it('ends with an apology, and leads to asking again', async () => {
    await open('framed', {}, () => ({ requests: [openRequest()] }));
    server.request(openRequest({ state: RequestState.EXPIRED, reason: RequestReason.NOBODY_FREE }));
    await widget.heading('We are sorry. Nobody was free today.');
    await widget.sees(/you are first in line/);
    await widget.isInOrder('helped-expired');
    server.request(openRequest({ state: RequestState.EXPIRED, reason: RequestReason.PROMISE_BROKEN }));
    await widget.sees(/We promised you a time and could not keep it/);
    server.answers['askAgain'] = () => ({ $case: 'asked', value: { request: openRequest() } });
    await widget.press('Ask again');
    expect(await server.got('askAgain')).toMatchObject({ issueId: 4 });
    await widget.heading('We are finding your coach');
  });
});

describe('Somebody who is not signed in', () => {
  it.each([
    [4501, 'You are not signed in'],
    [4490, 'This tab is resting'],
  ])('after close code %i reads why', async (code, said) => {
    await open('framed', {});
    server.close(code);
    await widget.heading(said);
    await widget.isInOrder(`helped-signed-out-${code}`);
  });
});

describe('After two minutes of waiting', () => {
  it('more people can be asked, or the question of a wider skill, or a time later today', async () => {
    await open('framed', {}, () => ({ requests: [openRequest({ issueId: issue.issueId })] }));
    await widget.sees('It takes a little longer. What would you like?');
    await widget.press('Ask more people');
    await widget.isInOrder('helped-wider');
    server.answers['widenRequest'] = () => ({ $case: 'asked', value: { request: openRequest({ widened: true }) } });
    await widget.inside.getByRole('button', { name: 'Ask more people' }).last().click();
    await server.got('widenRequest');
    await widget.sees('You are asking more people now.');
    server.answers['ask'] = () => ({ $case: 'asked', value: { request: openRequest({ requestId: 6, skill: 'S1' }) } });
    await widget.press('Ask about “communication and collaboration” instead');
    expect(await server.got('cancelRequest')).toEqual({ requestId: 5 });
    expect(await server.got('ask')).toMatchObject({ issueId: 4, skill: 'S1' });
  });

  it('a time later today is asked for in its own window', async () => {
    await open('framed', {}, () => ({ requests: [openRequest()] }));
    await widget.press('A time later today');
    await widget.inside.getByLabel('From', { exact: true }).fill('23:10');
    await widget.inside.getByLabel('To', { exact: true }).fill('23:40');
    await widget.isInOrder('helped-later');
    server.answers['ask'] = () => ({ $case: 'asked', value: { request: openRequest({ requestId: 6, reason: RequestReason.WINDOW_AHEAD }) } });
    await widget.inside.getByRole('button', { name: 'A time later today' }).last().click();
    const { window } = await server.got('ask');
    expect((window?.toMs ?? 0) - (window?.fromMs ?? 0)).toBe(30 * minute);
  });
});
