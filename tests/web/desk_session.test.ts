import { Outcome, SessionState } from '@courtside/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { axeFindings, screenshot } from './support/browser.js';
import { accept, Desks, messages, offerIn, ready, write, type Desk } from './support/desk.js';
import type { Learner } from './support/learner.js';
import { pushTo } from './support/push.js';
import { withTime, type SessionTime } from './support/time_of_session.js';
import { until } from './support/until.js';

const title = 'The customer in Hamburg refuses the delivery';

/** The part of a service worker's world that is touched here; the compiler knows pages only. */
interface WorkerScope {
  registration: ServiceWorkerRegistration;
  clients: {
    openWindow(url: string): Promise<unknown>;
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<unknown[]>;
  };
  WindowClient: { prototype: { focus(): Promise<unknown> } };
  NotificationEvent: new (type: string, init: { notification: Notification }) => Event;
  dispatchEvent(event: Event): boolean;
}

describe('A session at the desk', () => {
  let desks: Desks;
  let desk: Desk;
  let learner: Learner;

  beforeEach(async () => {
    desks = await Desks.start();
    desk = await desks.open('ada');
    await ready(desk.page);
    learner = desks.learner();
    await learner.ask(title, { description: 'They say that the seal is broken.' });
    await accept(desk.page);
    await learner.inSession();
  });
  afterEach(async () => desks.stop());

  it('is held from the first word to the next step, and stands among the past ones', async () => {
    const { page, complaints } = desk;
    await page.getByText('Say hello now: Lena Fischer').waitFor();
    await write(page, 'Hello Lena. What does the seal look like?');
    await learner.hears('Hello Lena.');
    await page.getByText('Say hello now').waitFor({ state: 'hidden' });
    await learner.say('It is **torn**, see `photo-7`');
    await messages(page).getByText('photo-7').waitFor();
    await page.getByRole('button', { name: 'End the session' }).click();
    await page.getByRole('radio', { name: 'It is solved' }).check();
    await page.getByLabel('Next step').fill('Show the photo to the carrier');
    await page.getByRole('button', { name: 'End now' }).click();
    await page.getByRole('heading', { name: 'The session with Lena Fischer has ended' }).waitFor();
    await page.getByText('Show the photo to the carrier').waitFor();
    expect(await learner.sessionEnds()).toMatchObject({ outcome: Outcome.RESOLVED, nextStep: 'Show the photo to the carrier' });
    // The pause before the next offer is shown.
    await page.locator('.pause').getByText(/^[12]:\d\d$/).waitFor();
    await page.getByRole('button', { name: 'Back to the desk' }).click();
    await page.getByRole('button', { name: 'Past sessions' }).click();
    await page.getByRole('button', { name: title }).waitFor();
    await page.getByRole('searchbox').fill('look like');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('1 message found').waitFor();
    await page.getByRole('button', { name: 'What does the seal look like?' }).click();
    await messages(page).getByText('What does the seal look like?').waitFor();
    await page.getByText('Show the photo to the carrier').waitFor();
    expect(complaints.said).toEqual([]);
  });

  it('carries moments of coaching', async () => {
    const { page } = desk;
    await page.getByRole('combobox', { name: 'Moment' }).selectOption({ label: 'Try' });
    await write(page, 'Ask them for the photo of the seal');
    await learner.hears('Ask them for the photo');
    expect(learner.messages.at(-1)?.body?.$case).toBe('moment');
    await messages(page).getByText('Try', { exact: true }).waitFor();
    await write(page, 'And then?');
    await learner.hears('And then?');
    expect(learner.messages.at(-1)?.body?.$case).toBe('text');
  });

  it('extends when both agree, whoever asks', async () => {
    const { page } = desk;
    await write(page, 'Hello');
    await learner.client.extend(learner.session!.sessionId, true);
    await page.getByText('Lena Fischer asks to go on to 30 minutes.').waitFor();
    await page.getByRole('button', { name: 'Not today' }).click();
    await page.getByText('asks to go on').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Extend to 30 minutes' }).click();
    await page.getByText('You have asked for 30 minutes.').waitFor();
    await learner.client.extend(learner.session!.sessionId, true);
    await until('it lasts 30 minutes', () => learner.session?.minutes === 30);
    await page.getByText(/^2\d:\d\d$/).waitFor();
  });

  it('goes on after a reload, with its draft and without a doubled message', async () => {
    const { page, complaints } = desk;
    await write(page, 'Before the reload');
    await page.getByRole('textbox', { name: 'Write a message' }).fill('Half a sent');
    await page.reload();
    await messages(page).getByText('Before the reload').waitFor();
    const field = page.getByRole('textbox', { name: 'Write a message' });
    await until('the draft is there', async () => (await field.inputValue()) === 'Half a sent');
    await field.press('Enter');
    await learner.hears('Half a sent');
    expect(learner.messages.map(({ body }) => body?.value.text)).toEqual(['Before the reload', 'Half a sent']);
    expect(complaints.said).toEqual([]);
  });

  it('goes on when the server is killed and started again in the middle of a message', async () => {
    const { page, complaints } = desk;
    await write(page, 'One');
    await learner.hears('One');
    await desks.server.kill();
    await page.getByText('Connection lost.').first().waitFor();
    await write(page, 'Two, while it is away');
    await messages(page).getByText('Two, while it is away').waitFor();
    await desks.server.begin();
    await learner.hears('Two, while it is away');
    await learner.say('I have both');
    await messages(page).getByText('I have both').waitFor();
    expect(learner.messages.map(({ body }) => body?.value.text)).toEqual(['One', 'Two, while it is away', 'I have both']);
    await page.getByText('Connection lost.').first().waitFor({ state: 'hidden' });
    expect(complaints.said).toEqual([]);
  });

  it('shows that the other side has lost the connection, and their return', async () => {
    const { page } = desk;
    await write(page, 'Hello');
    learner.client.disconnect();
    await page.getByText('Lena Fischer has lost the connection.').waitFor();
    learner.client.connect();
    await page.getByText('Lena Fischer has lost the connection.').waitFor({ state: 'hidden' });
  });

  it('that was no match ends without blame, and the request is in front again', async () => {
    const { page } = desk;
    await write(page, 'Hello');
    await page.getByRole('button', { name: 'End the session' }).click();
    await page.getByRole('button', { name: 'Wrong match' }).click();
    await page.getByText('No blame to anyone.').waitFor();
    expect((await learner.sessionEnds()).state).toBe(SessionState.ENDED);
  });

  it('that the learner ends is seen at once, also by a desk that was reloading meanwhile', async () => {
    const { page } = desk;
    await write(page, 'Hello');
    await learner.client.endSession(learner.session!.sessionId, Outcome.RESOLVED);
    await page.getByRole('heading', { name: 'The session with Lena Fischer has ended' }).waitFor();
    await page.reload();
    await page.locator('.presence').getByText('A pause after your session').waitFor();
  });
});

describe('Before a session at the desk', () => {
  let desks: Desks;
  beforeEach(async () => {
    desks = await Desks.start();
  });
  afterEach(async () => desks.stop());

  it('a reload changes nothing while the learner is not there yet', async () => {
    const { page, complaints } = await desks.open('ada');
    await ready(page);
    const learner = desks.learner('lena', false);
    await learner.ask(title);
    await accept(page);
    await page.getByText('Waiting for Lena Fischer to come in').waitFor();
    await page.reload();
    await page.getByText('Waiting for Lena Fischer to come in').waitFor();
    await page.getByText(/^Given up in/).waitFor();
    await until('the learner knows of it', () => learner.session !== undefined);
    await learner.client.join(learner.session!.sessionId);
    await page.getByText('Say hello now: Lena Fischer').waitFor();
    expect(complaints.said).toEqual([]);
  });

  it('a reload while declining asks anew, and declines nothing', async () => {
    const { page, complaints } = await desks.open('ada');
    // Another tab keeps the coach connected meanwhile: who has none is asked nothing.
    await desks.open('ada', {}, { page });
    await page.bringToFront();
    await ready(page);
    await desks.learner().ask(title);
    await offerIn(page).getByRole('button', { name: 'Decline' }).click();
    await offerIn(page).getByRole('radio', { name: 'Too long' }).check();
    await page.reload();
    await offerIn(page).getByText(title).waitFor();
    expect(await offerIn(page).getByRole('radio').count()).toBe(0);
    await accept(page);
    expect(complaints.said).toEqual([]);
  });

  it('a click on a notification brings the desk to the front, or opens it where it is closed', async () => {
    const { page } = await desks.open('ada', { permissions: ['notifications'] });
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active);
    const context = page.context();
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    // What only a person's click may do is noted down instead.
    const clicked = async () =>
      worker.evaluate(async () => {
        const scope = self as unknown as WorkerScope;
        const done: string[] = [];
        scope.WindowClient.prototype.focus = async function (this: { url: string }) {
          done.push(`focus ${new URL(this.url).pathname}`);
          return this;
        };
        scope.clients.openWindow = async (url) => void done.push(`open ${new URL(url).pathname}`);
        await scope.registration.showNotification('Someone needs help', { tag: 'courtside-offer' });
        const [notification] = await scope.registration.getNotifications();
        scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification: notification! }));
        while (done.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        return { done, left: (await scope.registration.getNotifications()).length };
      });
    expect(await clicked()).toEqual({ done: ['focus /desk/'], left: 0 });
    await page.goto('about:blank');
    // The page that was left is not gone at once.
    await worker.evaluate(async () => {
      const { clients } = self as unknown as WorkerScope;
      while ((await clients.matchAll({ type: 'window', includeUncontrolled: true })).length > 0) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    expect(await clicked()).toEqual({ done: ['open /desk/'], left: 0 });
  });
});

describe('Between sessions at the desk', () => {
  let desks: Desks;
  beforeEach(async () => {
    desks = await Desks.start();
  });
  afterEach(async () => desks.stop());

  it('ready, away and windows are the same in every tab and after a reload', async () => {
    const one = await desks.open('ada');
    const two = await desks.open('ada', {}, one);
    await one.page.bringToFront();
    await ready(one.page);
    await two.page.locator('.presence.is-ready').waitFor();
    const hours = one.page.getByRole('region', { name: 'When you expect to be there' });
    await hours.getByLabel('From', { exact: true }).fill('23:00');
    await hours.getByLabel('To', { exact: true }).fill('23:58');
    await hours.getByRole('button', { name: 'Add' }).click();
    await two.page.getByText('23:00 to 23:58').waitFor();
    await two.page.reload();
    await two.page.locator('.presence.is-ready').waitFor();
    await two.page.getByRole('button', { name: 'Remove 23:00 to 23:58' }).click();
    await one.page.getByText('Nothing said yet.').waitFor();
    await one.page.getByRole('button', { name: 'Go away now' }).click();
    await two.page.locator('.presence.is-away').waitFor();
    expect(one.complaints.said).toEqual([]);
    expect(two.complaints.said).toEqual([]);
  });

  it('a push wakes the worker, which says no more than that somebody needs help', async () => {
    const { page } = await desks.open('ada', { permissions: ['notifications'] });
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(`${desks.front.origin}/desk/`);
    const push = await pushTo(page);
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body }) => `${title}|${body}`);
      });
    await until('the notification is there', async () => {
      await push('Lena, 0171');
      return (await shown()).length > 0;
    });
    expect(await shown()).toEqual(['Someone needs help|Open the desk to answer.']);
  });
});

describe('Near the end of a session at the desk', () => {
  let desks: Desks;
  let desk: Desk;
  let learner: Learner;
  let stage: SessionTime | undefined;

  beforeEach(async () => {
    stage = undefined;
    desks = await Desks.start();
    desk = await desks.open('ada', {}, undefined, (page) =>
      page.routeWebSocket(/\/v1\/connect/, (client) => {
        const server = client.connectToServer();
        server.onMessage((data) => client.send(stage && typeof data !== 'string' ? withTime(data, stage) : data));
      }),
    );
    await ready(desk.page);
    learner = desks.learner();
    await learner.ask(title);
    await accept(desk.page);
    await learner.inSession();
    await write(desk.page, 'Hello Lena');
    await learner.hears('Hello Lena');
  });
  afterEach(async () => desks.stop());

  /** Anything that makes the server tell the session again. */
  const passTime = async (next: SessionTime) => {
    stage = next;
    await learner.client.extend(learner.session!.sessionId, true);
    await learner.client.extend(learner.session!.sessionId, false);
  };

  it('five minutes before it both are asked for one thing to try', async () => {
    const { page } = desk;
    await passTime({ state: SessionState.ACTIVE, leftMs: 4.9 * 60_000 });
    await page.getByText('One thing to try? Enough, or more today?').waitFor();
    await screenshot(page, 'desk-light-12-ending-soon');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ask for one thing to try' }).click();
    await learner.hears('What is the one thing you will try, and when?');
    await page.getByText('One thing to try?').waitFor({ state: 'hidden' });
  });

  it('the three minutes that remain for writing are seen, and can be written in', async () => {
    const { page } = desk;
    await passTime({ state: SessionState.WRAP_UP, leftMs: 2.8 * 60_000 });
    await page.getByText('Time is up. You can both still write').waitFor();
    await screenshot(page, 'desk-light-13-wrap-up');
    expect(await axeFindings(page)).toEqual([]);
    await write(page, 'A last word');
    await learner.hears('A last word');
  });
});
