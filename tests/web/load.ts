/** Fifty widgets and twenty desks in one browser hold sessions at once, and nothing complains. By `npm run load`. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Complaints, openBrowser } from './support/browser.js';
import { CourtsideServer, type PersonRow } from './support/courtside_server.js';
import { ready, write } from './support/desk.js';
import { Front } from './support/front.js';
import { until } from './support/until.js';

const learners = 50;
const widgetsOfPage = 10;
const coaches = 20;
const desksOfContext = 5;
/** From the first question to the end of the last session; with room for a slow machine. */
const mostMs = 240_000;

/** One machine plays seventy people: each is slower than a person would be. */
const patient = ['--coach-pause-s', '0', '--offer-shown-s', '20', '--offer-answer-s', '60', '--coach-first-word-s', '180'];

/** Seventy pages that move would be drawn all the time. */
const still = { locale: 'en-GB', reducedMotion: 'reduce' } as const;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const people: PersonRow[] = [
  ...numbers(learners).map((number) => ({ subject: `learner-${number}`, name: `Learner ${number}`, roles: 'learner' })),
  ...numbers(coaches).map((number) => ({ subject: `coach-${number}`, name: `Coach ${number}`, roles: 'coach', skills: 'S1.1:5' })),
];

/** A page with so many widgets, each of another learner, and their tokens. */
async function intranetOf(tokens: Map<string, string>, courtside: () => string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/token') {
      response.end(tokens.get(searchParams.get('person') ?? ''));
      return;
    }
    const first = Number(searchParams.get('first'));
    const tags = numbers(widgetsOfPage).map((index) => `<courtside-help token-url="/token?person=learner-${first + index}"></courtside-help>`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Many</title>${tags.join('')}<script src="${courtside()}/embed.js"></script></html>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

let browser: Browser;
let server: CourtsideServer;
let front: Front;
let intranet: Server;
const complaints: Complaints[] = [];

beforeAll(async () => {
  const tokens = new Map<string, string>();
  let port = 0;
  front = await Front.start(() => port);
  intranet = await intranetOf(tokens, () => front.origin);
  server = await CourtsideServer.start(people, patient, { origins: [originOf(intranet)] });
  port = server.port;
  for (const { subject } of people) tokens.set(subject, server.token(subject));
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  intranet?.closeAllConnections();
  intranet?.close();
  await front?.stop();
});

async function openWidgets(): Promise<Frame[]> {
  const context = await browser.newContext(still);
  const frames: Frame[] = [];
  for (let first = 0; first < learners; first += widgetsOfPage) {
    const page = await context.newPage();
    complaints.push(new Complaints(page));
    await page.goto(`${originOf(intranet)}/?first=${first}`);
    await page.evaluate(() => document.querySelectorAll<HTMLElement & { open(): void }>('courtside-help').forEach((help) => help.open()));
    await until('all frames are there', () => page.frames().length === widgetsOfPage + 1);
    frames.push(...page.frames().slice(1));
  }
  await Promise.all(frames.map((frame) => frame.getByLabel('What’s stuck?').waitFor()));
  return frames;
}

async function openDesk(context: BrowserContext, number: number): Promise<Page> {
  const page = await context.newPage();
  complaints.push(new Complaints(page));
  await page.goto(`${front.origin}/desk/#token=${server.token(`coach-${number}`)}`);
  await ready(page);
  return page;
}

/** Not by the keyboard, of which the widgets of a page have one between them. */
async function type(frame: Frame, label: string, text: string): Promise<void> {
  await frame.getByLabel(label).evaluate(async (field: HTMLTextAreaElement, words) => {
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    // As between two keys: what was typed is drawn.
    await new Promise((resolve) => setTimeout(resolve, 50));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
  }, text);
}

/** A learner asks, is matched, answers the coach's first word, and is there until the end. */
async function learn(frame: Frame, number: number): Promise<void> {
  await type(frame, 'What’s stuck?', `Negotiating, case ${number}`);
  await frame.getByText('Hello, what happened?').waitFor({ timeout: mostMs });
  await type(frame, 'Write a message', `answer of learner ${number}`);
  await frame.getByRole('heading', { name: 'Your session has ended' }).waitFor({ timeout: mostMs });
}

/** How far it all is, and what is waited for together. */
interface Hold {
  live: number;
  held: number;
  all: Promise<void>;
  over: Promise<void>;
}

/** Presses the first such button of a desk, where there is one; without the mouse, which would wait for the page to rest. */
function press(page: Page, button: string): Promise<boolean> {
  return page.evaluate((selector) => {
    const found = document.querySelector<HTMLButtonElement>(selector);
    found?.click();
    return found !== null;
  }, button);
}

/** Until there is one of them. A machine as busy as this one is looked at now and then. */
async function shown(page: Page, ...selectors: string[]): Promise<void> {
  await page.waitForFunction((some) => some.some((one) => document.querySelector(one) !== null), selectors, { polling: 300, timeout: mostMs });
}

/** A coach takes what comes until all sessions were held. */
async function coach(page: Page, hold: Hold): Promise<void> {
  while (hold.held < learners) {
    await Promise.race([shown(page, '#offer .accept', '#gone', '.is-away'), hold.over]);
    if (!(await press(page, '#offer .accept'))) {
      // The desk was too slow for an offer: the coach says again that they are there.
      await press(page, '#gone .icon-button');
      await press(page, '.ready-row > button');
      continue;
    }
    await shown(page, '.session .notice.warn', '#gone', '.problems .banner');
    // Somebody else may have been faster, or the offer was over.
    if (!(await page.locator('.session').isVisible())) continue;
    await write(page, 'Hello, what happened?');
    await page.getByRole('log').getByText('answer of learner').waitFor({ timeout: mostMs });
    hold.live += 1;
    // The first ones wait for each other: all desks are in a session at once.
    await hold.all;
    await press(page, '.session-buttons button:last-child');
    await shown(page, '#end .primary');
    await press(page, '#end .primary');
    await shown(page, '.ended .primary');
    await press(page, '.ended .primary');
    hold.held += 1;
  }
}

describe('Fifty widgets and twenty desks', () => {
  it('hold sessions at once, without an error', async () => {
    const frames = await openWidgets();
    const desks: Page[] = [];
    for (let first = 0; first < coaches; first += desksOfContext) {
      const context = await browser.newContext(still);
      for (const number of numbers(desksOfContext)) desks.push(await openDesk(context, first + number));
    }
    const hold: Hold = { live: 0, held: 0, all: Promise.resolve(), over: Promise.resolve() };
    hold.all = until('all desks are in a session', () => hold.live >= coaches, mostMs);
    hold.over = until('all sessions were held', () => hold.held === learners, mostMs);
    const began = Date.now();
    await Promise.all([hold.all, hold.over, ...frames.map(learn), ...desks.map((desk) => coach(desk, hold))]);
    expect(hold.held).toBe(learners);
    expect(Date.now() - began).toBeLessThan(mostMs);
    expect(complaints.flatMap(({ said }) => said)).toEqual([]);
  });
});
