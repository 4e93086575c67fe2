/** Every state of the desk in every look: nothing for axe to find, nothing wider than the screen, a picture of each. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, screenshot } from './support/browser.js';
import { Desks, messages, offerIn, type Desk } from './support/desk.js';

const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark', reducedMotion: 'reduce' }],
  ['phone', { viewport: { width: 320, height: 640 } }],
  ['phone-dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ['arabic', { locale: 'ar' }],
];

async function look(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  expect(await axeFindings(page), name).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}

describe.each(looks)('The desk in %s', (name, options) => {
  let desks: Desks;
  let desk: Desk;
  beforeAll(async () => {
    desks = await Desks.start();
    desk = await desks.open('ada', options);
  });
  afterAll(async () => desks.stop());

  it('is clean in every state', async () => {
    const { page, complaints } = desk;
    // Words differ by language; what is pressed here is found by its place.
    const out = await page.context().newPage();
    await out.goto(`${desks.front.origin}/desk/`);
    await out.locator('.signed-out').waitFor();
    await look(out, `desk-${name}-signed-out`);
    await out.close();
    await page.bringToFront();
    await look(page, `desk-${name}-1-away`);
    await page.locator('.window-form input').nth(0).fill('22:00');
    await page.locator('.window-form input').nth(1).fill('23:30');
    await page.locator('.window-form button').click();
    await page.locator('.windows li').waitFor();
    await page.locator('.ready-row > button').nth(1).click();
    await page.locator('.presence.is-ready').waitFor();
    await look(page, `desk-${name}-2-ready`);
    await page.locator('.top nav button').nth(2).click();
    await page.locator('#page-heading').waitFor();
    await look(page, `desk-${name}-3-past-offers`);
    await page.locator('.top nav button').nth(3).click();
    await page.locator('.check button').first().click();
    await page.locator('.check').first().locator('button').nth(1).click();
    await look(page, `desk-${name}-3-checks`);
    await page.locator('.top nav button').nth(0).click();

    const learner = desks.learner();
    await learner.ask('The customer in Hamburg refuses the delivery', {
      description: 'They say that the seal is broken, and want the whole load to go back.\nThe driver is waiting at the gate.',
    });
    await offerIn(page).waitFor();
    await look(page, `desk-${name}-4-offer`);
    await offerIn(page).locator('.offer-buttons button').nth(1).click();
    await offerIn(page).locator('.decline').waitFor();
    await look(page, `desk-${name}-5-decline`);
    await offerIn(page).locator('.offer-buttons button').nth(1).click();
    await offerIn(page).locator('.accept').click();
    await learner.inSession();
    await page.locator('.notice.warn').waitFor();
    await look(page, `desk-${name}-6-session-first-word`);
    const field = page.locator('courtside-composer textarea');
    const say = async (text: string) => {
      await field.fill(text);
      await field.press('Enter');
      await learner.hears(text.slice(0, 12));
    };
    await say('Hello Lena, I am Ada. Where is the driver now, and what exactly do they say?');
    await learner.say('At gate 4. They say that the seal number does not match the papers.');
    await learner.say('Papers say `NH-20417`, the seal says `NH-20471`');
    await messages(page).getByText('NH-20471').waitFor();
    await page.locator('.moment-menu').selectOption('2');
    await say('Ask them to photograph the seal and the papers in one picture. That takes the heat out of it.');
    await learner.client.extend(learner.session!.sessionId, true);
    await page.locator('.notice .primary').waitFor();
    await look(page, `desk-${name}-7-session`);
    await page.locator('.session-buttons button').last().click();
    await page.locator('dialog.end textarea').fill('Send the photo to the carrier, then call them');
    await look(page, `desk-${name}-8-ending`);
    await page.locator('dialog.end .primary').click();
    await page.locator('.ended').waitFor();
    await look(page, `desk-${name}-9-ended`);
    await page.locator('.ended .primary').click();
    await page.locator('.top nav button').nth(1).click();
    await page.locator('.session-item').waitFor();
    await look(page, `desk-${name}-10-past`);
    await page.locator('.session-item').click();
    await messages(page).getByText('NH-20471').waitFor();
    await look(page, `desk-${name}-11-transcript`);
    expect(complaints.said).toEqual([]);
  });
});
