import type { Page } from 'playwright-core';
import { RequestState } from '@courtside/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accept, Desks, offerIn, ready, type Desk } from './support/desk.js';
import type { Learner } from './support/learner.js';
import { until } from './support/until.js';

const title = 'The customer in Hamburg refuses the delivery';

/** Counts what the page lets sound and what it hands to the system. */
async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = { strokes: 0, notices: [] as string[], closed: 0 };
    Object.assign(window, { heard });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...at) {
      heard.strokes++;
      start.apply(this, at);
    };
    class Notice extends EventTarget {
      static permission = 'granted';
      onshow?: () => void;
      constructor(text: string) {
        super();
        heard.notices.push(text);
        queueMicrotask(() => this.onshow?.());
      }
      close() {
        heard.closed++;
      }
    }
    Object.assign(window, { Notification: Notice });
  });
}

async function inTheBackground(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }));
}

const heard = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: { strokes: number; notices: string[]; closed: number } }).heard);

/** Two coaches are ready and a learner asks: who is asked first, and who would be next. */
async function askedOfTwo(desks: Desks): Promise<{ first: Desk; second: Desk; learner: Learner }> {
  const ada = await desks.open('ada');
  const ben = await desks.open('ben');
  await ready(ada.page);
  await ready(ben.page);
  const learner = desks.learner();
  await learner.ask(title);
  const first = await Promise.race([ada, ben].map(async (desk) => (await offerIn(desk.page).waitFor(), desk)));
  return { first, second: first === ada ? ben : ada, learner };
}

describe('An offer at the desk', () => {
  let desks: Desks;
  beforeEach(async () => {
    desks = await Desks.start(['--offer-answer-s', '6']);
  });
  afterEach(async () => desks.stop());

  it('rings, stands in the title and on the desktop, and is quiet once it is answered', async () => {
    const { page, complaints } = await desks.open('ada', {}, undefined, listenIn);
    await ready(page);
    const learner = desks.learner();
    await learner.ask(title, { description: 'The seal' });
    await offerIn(page).getByText(title).waitFor();
    await page.waitForFunction(() => /^\(\d\) Someone needs you/.test(document.title));
    expect(await offerIn(page).innerText()).toContain('You have the skill');
    expect(await offerIn(page).innerText()).not.toContain('Lena');
    expect(await offerIn(page).innerText()).not.toContain('The seal');
    const now = await heard(page);
    expect(now.strokes).toBeGreaterThan(2);
    expect(now.notices).toEqual(['Someone needs help']);
    await accept(page);
    await page.waitForFunction(() => !/Someone needs you/.test(document.title));
    expect((await heard(page)).closed).toBeGreaterThan(0);
    await page.getByRole('heading', { name: 'Lena Fischer' }).waitFor();
    await page.getByText('The seal').waitFor();
    expect(complaints.said).toEqual([]);
  });

  it('has the focus, but no key pressed by chance answers it', async () => {
    const { page } = await desks.open('ada');
    await ready(page);
    await desks.learner().ask(title);
    await offerIn(page).waitFor();
    for (const key of ['Enter', 'Space', 'Escape']) await page.keyboard.press(key);
    await offerIn(page).getByText(title).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.session').waitFor();
  });

  it('that nobody answers goes to the next coach, and is explained', async () => {
    const { first, second, learner } = await askedOfTwo(desks);
    await offerIn(second.page).waitFor();
    await first.page.locator('#gone').getByText('The time to answer was over').waitFor();
    await expect(offerIn(first.page).isVisible()).resolves.toBe(false);
    await accept(second.page);
    await learner.inSession();
  });

  it('that is declined with a reason goes to the next coach and leaves no trace', async () => {
    const { first, second } = await askedOfTwo(desks);
    await offerIn(first.page).getByRole('button', { name: 'Decline' }).click();
    await offerIn(first.page).getByRole('radio', { name: 'Not my skill' }).check();
    await offerIn(first.page).getByRole('button', { name: 'Decline' }).click();
    await offerIn(second.page).waitFor();
    await offerIn(first.page).waitFor({ state: 'hidden' });
    expect(await first.page.locator('#gone').count()).toBe(0);
    await accept(second.page);
  });

  it('is withdrawn at once in the second tab, which then shows the session', async () => {
    const one = await desks.open('ada');
    await ready(one.page);
    const two = await desks.open('ada', {}, one);
    const learner = desks.learner();
    await learner.ask(title);
    await offerIn(one.page).waitFor();
    await offerIn(two.page).waitFor();
    await accept(one.page);
    await offerIn(two.page).waitFor({ state: 'hidden' });
    await two.page.locator('#gone').getByText('You have accepted it in another tab').waitFor();
    await two.page.locator('.session').waitFor();
    await learner.inSession();
  });

  it('is withdrawn at once when the learner does not need it any more', async () => {
    const { page } = await desks.open('ada');
    await ready(page);
    const learner = desks.learner();
    await learner.ask(title);
    await offerIn(page).waitFor();
    await learner.client.solvedAlone(learner.request!.requestId);
    await offerIn(page).waitFor({ state: 'hidden' });
    await page.locator('#gone').getByText('It was taken back').waitFor();
    await until('the request is solved', () => learner.request?.state === RequestState.SOLVED_ALONE);
  });

  it('is there again after a reload', async () => {
    const { page } = await desks.open('ada');
    // Another tab keeps the coach connected meanwhile: who has none is asked nothing.
    await desks.open('ada', {}, { page });
    await page.bringToFront();
    await ready(page);
    await desks.learner().ask(title);
    await offerIn(page).waitFor();
    await page.reload();
    await offerIn(page).getByText(title).waitFor();
    await accept(page);
  });

  it('that nobody can see is taken back, and the coach reads why', async () => {
    const { page } = await desks.open('ada', {}, undefined, inTheBackground);
    await ready(page);
    await desks.learner().ask(title);
    await page.locator('#gone').getByText('this tab was in the background').waitFor();
  });

  it('is seen by a notification that the system shows, also with the tab in the background', async () => {
    const { page } = await desks.open('ada', {}, undefined, async (made) => {
      await inTheBackground(made);
      await listenIn(made);
    });
    await ready(page);
    const learner = desks.learner();
    await learner.ask(title);
    // Longer than the three seconds after which an offer is taken back that nobody sees.
    await page.waitForFunction(() => /^\([12]\) Someone needs you/.test(document.title));
    await accept(page);
  });

  it('after two that went unanswered the coach is away, and reads why', async () => {
    const { page } = await desks.open('ada');
    await ready(page);
    const lena = desks.learner('lena');
    await lena.ask(title);
    await page.locator('#gone').waitFor();
    const omar = desks.learner('omar');
    await omar.ask('The lift does not lift');
    await offerIn(page).waitFor();
    await page.locator('.presence.is-away').getByText('Two requests in a row went unanswered').waitFor();
  });
});
