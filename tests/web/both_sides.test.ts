/** Learner and coaches, each in a browser of their own, at the real server: what one writes or does, the others live through. */
import type { Browser } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser.js';
import { Company } from './support/company.js';
import { accept, messages, offerIn, write, type Desk } from './support/desk.js';
import { offeredFirst, readyDesk } from './support/desk_of.js';
import { Widget } from './support/widget.js';

let browser: Browser;
let company: Company;
let widget: Widget;

beforeEach(async () => {
  [browser, company] = await Promise.all([openBrowser(), Company.start(['--coach-pause-s', '0'])]);
});
afterEach(async () => {
  await browser?.close();
  await company?.stop();
});

const question = 'How do I go about negotiating the broken seal?';

async function ask(): Promise<void> {
  widget = await Widget.open(browser, company, 'framed');
  await widget.show();
  await widget.ask(question);
}

async function begin(desk: Desk): Promise<void> {
  await accept(desk.page);
  await greet(desk);
}

/** Both say a word. */
async function greet({ page }: Desk): Promise<void> {
  await page.getByText(/^Say hello now/).waitFor();
  await write(page, 'Hello Lena, what happened?');
  await widget.sees('Hello Lena, what happened?');
  await widget.write('They say that the seal is broken.');
  await messages(page).getByText('the seal is broken').waitFor();
}

function nobodyComplains(...desks: Desk[]): void {
  widget.hasNoComplaints();
  expect(desks.flatMap(({ complaints }) => complaints.said)).toEqual([]);
}

describe('A session and the one after it', () => {
  it('share the next step, the notes, and the coach who knows them', async () => {
    const desk = await readyDesk(browser, company, 'grace.oconnor');
    const { page } = desk;
    await ask();
    await begin(desk);
    await page.getByLabel('The learner may ask to see these').fill('Prefers to see an example first.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'End the session' }).click();
    await page.getByRole('radio', { name: 'Another session is needed' }).check();
    await page.getByLabel('Next step').fill('Send the photo to the carrier');
    await page.getByRole('button', { name: 'End now' }).click();
    await widget.heading('Your session has ended');
    await widget.sees('Send the photo to the carrier');
    await widget.press('Skip');

    await widget.press('My issues and past sessions');
    await widget.press(/broken seal/);
    await widget.sees('Send the photo to the carrier');
    await widget.press(/Session with Grace/);
    await widget.press('Ask to see the notes');
    await widget.sees('Prefers to see an example first.');
    await page.getByRole('button', { name: 'Back to the desk' }).click();
    await widget.press('Ask again about this');

    await offerIn(page).getByText('You held the last session on this').waitFor();
    await accept(page);
    await page.locator('.beside').getByText('Send the photo to the carrier').waitFor();
    await page.locator('.beside').getByText('Prefers to see an example first.').waitFor();
    await page.locator('.beside').getByText('Another session is to follow.').waitFor();
    nobodyComplains(desk);
  });

  it('that the learner ends has the next step that the learner wrote', async () => {
    const desk = await readyDesk(browser, company, 'grace.oconnor');
    await ask();
    await begin(desk);
    await widget.press('End');
    await widget.inside.getByLabel(/One thing to try, and by when/).fill('Call the carrier today');
    await widget.press(/it’s solved/);
    await desk.page.getByRole('heading', { name: /has ended$/ }).waitFor();
    await desk.page.getByText('Call the carrier today').waitFor();
    nobodyComplains(desk);
  });
});

describe('A session with two coaches around', () => {
  let desks: Desk[];

  beforeEach(async () => {
    desks = [await readyDesk(browser, company, 'grace.oconnor'), await readyDesk(browser, company, 'tomas.garcia')];
    await ask();
  });

  it('is handed over: the learner is in front, and the next coach knows what was said', async () => {
    const { first, other } = await offeredFirst(desks);
    await begin(first);
    await first.page.getByRole('button', { name: 'Get help' }).click();
    await first.page.getByLabel(/A line for the next coach/).fill('Has the photo of the seal already');
    await first.page.getByRole('button', { name: 'Hand over now' }).click();
    await first.page.getByText('It was handed over.').waitFor();
    await offerIn(other.page).waitFor();
    await widget.sees(/has handed you over\. You are first in line/);
    await widget.sees('Has the photo of the seal already');
    await accept(other.page);
    await other.page.locator('.beside').getByText('Has the photo of the seal already').waitFor();
    await write(other.page, 'Hello, I take over.');
    await widget.sees('Hello, I take over.');
    nobodyComplains(...desks);
  });

  it('takes in a second expert, who sees it all, is seen, and leaves', async () => {
    const { first, other } = await offeredFirst(desks);
    await begin(first);
    await first.page.getByRole('button', { name: 'Get help' }).click();
    await first.page.getByRole('button', { name: 'Bring in a second expert' }).click();
    await first.page.getByLabel('Skill (empty: as before)').fill('negotiating');
    await first.page.getByRole('button', { name: 'Ask them in' }).click();
    await offerIn(other.page).getByText('Joins a running session as a second expert').waitFor();
    await accept(other.page);
    await other.page.getByText(/^You are the second expert/).waitFor();
    await messages(other.page).getByText('the seal is broken').waitFor();
    await widget.sees(/is here as a second expert/);
    await first.page.getByText(/is here as a second expert/).waitFor();
    await write(other.page, 'The seal is of another lorry.');
    await widget.sees('The seal is of another lorry.');
    await messages(first.page).getByText('The seal is of another lorry.').waitFor();
    await widget.write('That explains it');
    await messages(other.page).getByText('That explains it').waitFor();
    await other.page.getByRole('button', { name: 'Leave' }).click();
    await other.page.getByRole('heading', { name: 'You have left the session' }).waitFor();
    await widget.inside.getByText(/is here as a second expert/).waitFor({ state: 'detached' });
    await write(first.page, 'We two go on.');
    await widget.sees('We two go on.');
    nobodyComplains(...desks);
  });
});

describe('One’s own data', () => {
  it('is seen, and erased for good', async () => {
    const desk = await readyDesk(browser, company, 'grace.oconnor');
    await ask();
    await begin(desk);
    await widget.press('End');
    await widget.press('Just end it');
    await widget.heading('Your session has ended');
    await widget.press('Skip');
    await widget.press('My issues and past sessions');
    await widget.press('What is stored about me');
    await widget.sees(/Lena Fischer · learner/);
    await widget.inside.getByText('What you asked about').click();
    await widget.sees(question);
    await widget.press('Erase me');
    await widget.press('Erase me');
    await widget.press('Yes, erase me now');
    await widget.heading('You are erased here');
    // The coach's transcript keeps its numbers, and nothing that the learner wrote.
    await desk.page.getByRole('button', { name: 'Past sessions' }).click();
    await desk.page.locator('.session-item').first().click();
    await messages(desk.page).getByText('Hello Lena, what happened?').waitFor();
    await messages(desk.page).getByText('This message was erased.').waitFor();
    expect(await messages(desk.page).getByText('the seal is broken').count()).toBe(0);
  });
});

describe('A coach who comes back to the desk', () => {
  it('sees what waits, and reads how requests ended that were missed', async () => {
    const desk = await readyDesk(browser, company, 'grace.oconnor');
    await ask();
    await offerIn(desk.page).waitFor();
    await widget.press('Cancel');
    await offerIn(desk.page).waitFor({ state: 'hidden' });
    await desk.page.getByRole('button', { name: 'Past requests' }).click();
    await desk.page.getByText('The learner did not need it any more').waitFor();
    await desk.page.getByRole('button', { name: 'Desk', exact: true }).click();
    await desk.page.getByRole('button', { name: 'Go away now' }).click();
    await widget.ask(question);
    await desk.page.locator('#waits').getByText('1 person').waitFor();
    await desk.page.locator('#waits').getByText('negotiating').waitFor();
    nobodyComplains(desk);
  });

  it('is asked as they want: ready means committed', async () => {
    const desk = await readyDesk(browser, company, 'grace.oconnor');
    await desk.page.getByRole('checkbox', { name: /Ready means committed/ }).check();
    await desk.page.reload();
    expect(await desk.page.getByRole('checkbox', { name: /Ready means committed/ }).isChecked()).toBe(true);
    await ask();
    await offerIn(desk.page).getByText(/Accepts itself in \d/).waitFor();
    await greet(desk);
    nobodyComplains(desk);
  });
});
