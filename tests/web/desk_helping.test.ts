/** What a desk shows and says around the talk, with a server that answers as the test wants; each state in order. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import {
  DeclineReason,
  MatchReason,
  OfferEnd,
  OfferState,
  Outcome,
  PresenceState,
  RelaxedRule,
  SessionState,
  type Message,
  type Presence,
  type Welcome,
} from '@courtside/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, screenshot, type Complaints } from './support/browser.js';
import { Desks, messages, offerIn } from './support/desk.js';
import { pushTo } from './support/push.js';
import { ada, adaId, expert, liveSession, made, minute, openOffer, ScriptedServer } from './support/scripted_server.js';
import { until } from './support/until.js';

let desks: Desks;
let page: Page;
let server: ScriptedServer;
let complaints: Complaints;

beforeAll(async () => {
  desks = await Desks.start();
});
afterAll(async () => desks.stop());
afterEach(async () => page.context().close());

const preferences = {
  committed: false,
  weeklyMinutes: 90,
  focus: [{ fromMs: Date.now() + 24 * 60 * minute, toMs: Date.now() + 26 * 60 * minute }],
  minutesThisWeek: 45,
  acceptsOfTen: 8,
};

async function open(welcome: () => Partial<Welcome> = () => ({}), options: BrowserContextOptions = {}): Promise<void> {
  const desk = await desks.open('ada', options, undefined, async (opened) => {
    server = await ScriptedServer.on(opened, () => ({ me: ada, vapidPublicKey: 'BA', preferences, presence: ready(), ...welcome() }));
  });
  ({ page, complaints } = desk);
}

function ready(): Presence {
  return { ...made<Presence>('Presence'), state: PresenceState.READY, readyUntilMs: Date.now() + 40 * minute };
}

async function inOrder(name: string): Promise<void> {
  await screenshot(page, `helping-${name}`);
  expect(await axeFindings(page), name).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
  expect(complaints.said).toEqual([]);
}

const looks: [string, BrowserContextOptions][] = [
  ['light', {}],
  ['phone-dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
];

describe.each(looks)('The desk in %s', (look, options) => {
  it('says what waits, what is promised, and how the coach wants to be asked', async () => {
    await open(() => ({}), options);
    const counts = [
      { skill: 'S1.1', skillLabel: 'negotiating', count: 3, longestSinceMs: Date.now() - 7 * minute },
      { skill: 'S1', skillLabel: '', count: 1, longestSinceMs: Date.now() },
    ];
    server.push({ $case: 'waitingCounts', value: { counts, total: 4 } });
    const window = { fromMs: Date.now() + 5 * minute, toMs: Date.now() + 65 * minute };
    server.push({ $case: 'promiseReminder', value: { requestId: 5, window, title: 'The invoice does not match', coach: true } });
    await page.getByText('3 people').waitFor();
    await page.locator('#waits').getByText('for up to 7 minutes').waitFor();
    await page.locator('#waits').getByText('communication and collaboration').waitFor();
    await page.getByText('The invoice does not match').waitFor();
    await inOrder(`home-${look}`);
    await page.getByRole('button', { name: /^Be ready until/ }).click();
    const talkEnds = window.toMs + 30 * minute;
    await until('the coach is ready for the promised time', async () => (await server.got('setPresence')).intent?.value === talkEnds);
    server.answers['setPreferences'] = (value: object) => ({ $case: 'preferences', value: { ...preferences, ...value } });
    await page.getByRole('checkbox', { name: /Ready means committed/ }).check();
    expect(await server.got('setPreferences')).toMatchObject({ committed: true, weeklyMinutes: 90 });
    await page.getByLabel('Minutes a week').fill('2401');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Minutes a week').fill('120');
    await page.getByRole('button', { name: 'Save' }).click();
    await until('the budget is told', async () => (await server.got('setPreferences')).weeklyMinutes === 120);
  });

  it('shows why an offer comes to this coach, and counts down to where it accepts itself', async () => {
    await open(() => ({}), options);
    const offer = openOffer({
      acceptsItselfMs: Date.now() + 6_000,
      reasons: [MatchReason.SKILL, MatchReason.SPARES_OTHERS],
      relaxed: [RelaxedRule.EXACT_LEVEL],
      fitPercent: 83,
    });
    server.push({ $case: 'offerMade', value: { offer } });
    await offerIn(page).getByText('Others are needed more elsewhere').waitFor();
    await offerIn(page).getByText('One level below what they asked for').waitFor();
    await offerIn(page).getByText('fits 83 %').waitFor();
    await offerIn(page).getByText(/Accepts itself in \d second/).waitFor();
    await inOrder(`offer-${look}`);
    await offerIn(page).getByRole('button', { name: 'Not now' }).click();
    expect(await server.got('declineOffer')).toMatchObject({ offerId: 9, reason: DeclineReason.BUSY });
  });

  it('briefs the coach, keeps notes, and hands over to somebody whom it knows', async () => {
    const note = { sessionId: 2, authorId: 3, authorName: 'Grace O’Connor', text: 'Prefers to see an example first.', writtenMs: 1 };
    await open(() => ({ sessions: [liveSession()] }), options);
    await page.locator('.session').waitFor();
    server.answers['fetchBriefing'] = () => ({
      $case: 'briefing',
      value: {
        sessionId: 7,
        sessions: [
          { sessionId: 2, startedMs: Date.now() - 26 * 60 * minute, endedMs: Date.now() - 25 * 60 * minute, outcome: Outcome.ANOTHER_SESSION, coachName: 'Grace O’Connor', coachId: 3, nextStep: 'Ask for the photo of the seal', notes: [note] },
        ],
      },
    });
    await page.reload();
    if (look !== 'light') for (const summary of await page.locator('.beside summary').all()) await summary.click();
    await page.getByText('Ask for the photo of the seal').waitFor();
    await page.getByText('Prefers to see an example first.').waitFor();
    const field = page.getByLabel('The learner may ask to see these');
    await field.fill('Knows the papers, not the carrier.');
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await server.got('writeNote')).toEqual({ sessionId: 7, text: 'Knows the papers, not the carrier.' });
    await inOrder(`session-${look}`);
    if (look !== 'light') for (const summary of await page.locator('.beside summary').all()) await summary.click();
    await page.getByRole('button', { name: 'Get help' }).click();
    await inOrder(`hand-over-${look}`);
    await page.getByLabel('Name or number of the person').fill('Nobody');
    await page.getByRole('button', { name: 'Hand over now' }).click();
    await page.getByText('The desk knows nobody of that name.').waitFor();
    await page.getByLabel('Name or number of the person').fill('grace o’connor');
    await page.getByLabel('Skill (empty: as before)').fill('using digital tools');
    await page.getByLabel(/A line for the next coach/).fill('Has the photo already');
    server.answers['handOver'] = () => ({
      $case: 'sessionChanged',
      value: { session: liveSession({ state: SessionState.ENDED, outcome: Outcome.TRANSFERRED, nextStep: 'Has the photo already' }) },
    });
    await page.getByRole('button', { name: 'Hand over now' }).click();
    expect(await server.got('handOver')).toEqual({ sessionId: 7, toPersonId: 3, skill: 'S5.6', line: 'Has the photo already' });
    await page.getByText('It was handed over.').waitFor();
    await page.getByText('Has the photo already').waitFor();
    await page.getByLabel('The learner may ask to see these').waitFor();
    await inOrder(`handed-over-${look}`);
  });

  it('brings in a second expert and says who is here', async () => {
    await open(() => ({ sessions: [liveSession()] }), options);
    await page.getByRole('button', { name: 'Get help' }).click();
    await page.getByRole('button', { name: 'Bring in a second expert' }).click();
    await page.getByLabel('Skill (empty: as before)').fill('negotiating');
    await inOrder(`invite-${look}`);
    await page.getByRole('button', { name: 'Ask them in' }).click();
    expect(await server.got('inviteExpert')).toEqual({ sessionId: 7, personId: 0, skill: 'S1.1' });
    await page.getByText('They come in as soon as they accept.').waitFor();
    server.session(liveSession({ participants: [...liveSession().participants, expert] }));
    await page.getByText('Grace O’Connor is here as a second expert.').waitFor();
    await inOrder(`expert-here-${look}`);
  });

  it('lets the second expert talk and leave, and no more', async () => {
    const asExpert = (leftMs: number) => {
      const [learner, coach] = liveSession().participants;
      return liveSession({ participants: [learner!, { ...coach!, personId: 8, name: 'Tomás García' }, { ...expert, personId: adaId, leftMs }] });
    };
    await open(() => ({ sessions: [asExpert(0)] }), options);
    await page.getByText('You are the second expert. Tomás García holds the session.').waitFor();
    expect(await page.getByRole('button', { name: 'End the session' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Extend/ }).count()).toBe(0);
    await page.getByRole('textbox', { name: 'Write a message' }).fill('May I add something?');
    await inOrder(`as-expert-${look}`);
    await page.getByRole('button', { name: 'Leave' }).click();
    await server.got('leaveSession');
    server.session(asExpert(Date.now()));
    await page.getByRole('heading', { name: 'You have left the session' }).waitFor();
    await page.getByRole('button', { name: 'Back to the desk' }).click();
    await page.locator('.presence').waitFor();
  });

  it('explains past requests, each by how it ended', async () => {
    await open(() => ({}), options);
    const past = (end: OfferEnd, state: OfferState, title: string, declineReason: DeclineReason = 0) => ({ offer: openOffer({ title, state }), end, closedMs: Date.now(), declineReason });
    server.answers['fetchOffers'] = () => ({
      $case: 'offersPage',
      value: {
        offers: [
          past(OfferEnd.NOT_SHOWN, OfferState.RESCINDED, 'The lift does not lift'),
          past(OfferEnd.NOT_ANSWERED, OfferState.TIMED_OUT, 'The papers do not match'),
          past(OfferEnd.ANSWERED, OfferState.DECLINED, 'A cell that adds up wrongly', DeclineReason.NOT_MY_SKILL),
          past(OfferEnd.ANSWERED, OfferState.ACCEPTED, 'The seal is broken'),
          past(OfferEnd.REQUEST_ENDED, OfferState.RESCINDED, 'Nobody at the gate'),
          past(OfferEnd.NOT_FREE, OfferState.RESCINDED, 'The driver waits'),
        ],
        next: 0,
      },
    });
    await page.getByRole('button', { name: 'Past requests' }).click();
    for (const said of ['within 3 seconds', 'did not answer in time', 'You declined: Not my skill', 'You accepted.', 'did not need it any more', 'no longer free']) {
      await page.getByText(said).first().waitFor();
    }
    await inOrder(`past-offers-${look}`);
  });

  it('says plainly how far the channel to a closed desk has come', async () => {
    await open(() => ({}), { ...options, permissions: ['notifications'] });
    await page.getByText('Without a tested channel, closing this tab means missing requests.').waitFor();
    await page.getByRole('button', { name: 'Self-test' }).click();
    await page.locator('#push').getByText('Not set up on this device.').waitFor();
    await page.locator('#push').getByRole('button', { name: 'Set it up and test it' }).click();
    // The headless browser reaches no push service.
    await page.locator('#push').getByText('The browser gave no channel.').waitFor();
    await inOrder(`push-${look}`);
  });
});

describe('The channel to a closed desk', () => {
  it('counts once the worker has brought the code of the test', async () => {
    const endpoint = 'https://push.example.com/ada';
    const state = (tested: boolean) => ({ channels: [{ endpoint, tested, testedMs: tested ? Date.now() : 0, failedMs: 0 }], vapidPublicKey: 'BA' });
    const desk = await desks.open('ada', { permissions: ['notifications'] }, undefined, async (opened) => {
      // A headless browser has no push service: its subscription is made up, all else is real.
      await opened.addInitScript((address) => {
        const made = { endpoint: address, getKey: () => new Uint8Array(65).buffer, unsubscribe: async () => true };
        let current: unknown = null;
        PushManager.prototype.getSubscription = async () => current as PushSubscription;
        PushManager.prototype.subscribe = async () => (current = made) as unknown as PushSubscription;
      }, endpoint);
      server = await ScriptedServer.on(opened, () => ({ me: ada, vapidPublicKey: 'BA', preferences, presence: ready() }));
      server.answers['subscribePush'] = () => ({ $case: 'pushState', value: state(false) });
      server.answers['confirmPush'] = () => ({ $case: 'pushState', value: state(true) });
    });
    ({ page, complaints } = desk);
    await page.getByRole('button', { name: 'Self-test' }).click();
    await page.locator('#push').getByRole('button', { name: 'Set it up and test it' }).click();
    await page.locator('#push').getByText('A test is on its way').waitFor();
    expect(await server.got('testPush')).toEqual({ endpoint });
    const push = await pushTo(page);
    await until('the code has come', async () => {
      await push(JSON.stringify({ kind: 'test', code: 'x7' }));
      return server.commands.some(({ $case }) => $case === 'confirmPush');
    });
    expect(await server.got('confirmPush')).toEqual({ endpoint, code: 'x7' });
    await page.locator('#push').getByText('Proved: a request reaches this device.').waitFor();
    await page.getByRole('button', { name: 'Desk', exact: true }).click();
    await page.getByText('You may close this tab').waitFor();
  });
});

describe('Messages of two who coach', () => {
  it('carry their names', async () => {
    const withTwo = liveSession({ participants: [...liveSession().participants, expert] });
    await open(() => ({ sessions: [withTwo] }));
    const said = (number: number, senderId: number, text: string): Message => ({
      ...made<Message>('Message'),
      sessionId: 7,
      number,
      senderId,
      sentMs: Date.now(),
      body: { $case: 'text', value: { text } },
    });
    server.push({ $case: 'messageAdded', value: { message: said(1, 1, 'Here is the photo') } });
    server.push({ $case: 'messageAdded', value: { message: said(2, 3, 'The seal is of another lorry') } });
    await messages(page).getByText('The seal is of another lorry').waitFor();
    await messages(page).getByText('Grace O’Connor').waitFor();
  });
});
