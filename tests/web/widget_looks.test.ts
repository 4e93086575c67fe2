/** The widget in other languages and looks: each in order, from right to left too. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser.js';
import { Coach } from './support/coach.js';
import { Company } from './support/company.js';
import { Widget } from './support/widget.js';

let browser: Browser;
let company: Company;
let coach: Coach;

beforeAll(async () => {
  [browser, company] = await Promise.all([openBrowser(), Company.start(['--coach-pause-s', '0'])]);
  coach = new Coach(company.server.url, company.server.token('grace.oconnor'));
});
afterAll(async () => {
  coach?.stop();
  await browser?.close();
  await company?.stop();
});

describe.each([
  { language: 'ar', scheme: 'light', form: 'framed', width: 1280, height: 800, ask: 'اطلب مدرّبًا', stuck: 'ما الذي يعيقك؟', matched: /سيساعدك/, direction: 'rtl' },
  { language: 'de', scheme: 'dark', form: 'framed', width: 320, height: 640, ask: 'Coach anfragen', stuck: 'Wo hängt es?', matched: /ist für Sie da/, direction: 'ltr' },
  { language: 'es', scheme: 'light', form: 'inline', width: 320, height: 640, ask: 'Pedir un coach', stuck: '¿Qué te tiene atascado?', matched: /te va a ayudar/, direction: 'ltr' },
  { language: 'en', scheme: 'dark', form: 'framed', width: 1280, height: 800, ask: 'Ask for a coach', stuck: 'What’s stuck?', matched: /You are matched/, direction: 'ltr' },
] as const)('In $language, $scheme, $width wide', ({ ask, stuck, matched, direction, ...look }) => {
  it('asking, waiting and talking are in order', async () => {
    const name = (state: string) => `${state}-${look.language}-${look.scheme}-${look.width}`;
    await coach.away();
    const widget = await Widget.open(browser, company, look.form, look);
    await widget.show();
    await widget.inside.getByLabel(stuck).fill('negotiating');
    await widget.isInOrder(name('ask'));
    await widget.press(ask);
    await widget.inside.getByRole('term').first().waitFor();
    await widget.isInOrder(name('waiting'));
    await coach.ready();
    await coach.accept();
    await widget.heading(matched);
    await coach.join();
    await coach.say('Hello. What did they say? See `A-1` at https://example.com');
    await widget.sees('What did they say?');
    await widget.isInOrder(name('session'));
    const panel = widget.form === 'framed' ? widget.inside.locator('courtside-panel') : widget.page.locator('courtside-panel');
    expect(await panel.getAttribute('dir')).toBe(direction);
    const overflow = (element: Element) => element.scrollWidth > element.clientWidth;
    expect(await widget.inside.locator('.panel').first().evaluate(overflow)).toBe(false);
    await coach.end();
    await widget.inside.getByRole('radio').first().waitFor();
    await widget.isInOrder(name('closing'));
    await widget.inside.getByRole('button').nth(3).waitFor();
    await widget.close();
  });
});

describe('By keyboard alone', () => {
  it('a learner opens, asks, writes and closes, and the focus is never lost', async () => {
    await coach.away();
    const widget = await Widget.open(browser, company, 'framed', {}, 'ahmed.haddad');
    const { keyboard } = widget.page;
    await widget.button.focus();
    await keyboard.press('Enter');
    await widget.inside.getByLabel('What’s stuck?').waitFor();
    await expect.poll(() => widget.inside.getByLabel('What’s stuck?').evaluate((field) => field.matches(':focus'))).toBe(true);
    await keyboard.type('negotiating');
    await keyboard.press('Enter');
    await widget.heading('We are finding your coach');
    await expect.poll(() => widget.inside.locator('#heading').evaluate((heading) => heading.matches(':focus'))).toBe(true);
    await coach.ready();
    await coach.accept();
    await widget.heading(/You are matched/);
    await coach.join();
    await expect.poll(() => widget.inside.getByLabel('Write a message').evaluate((field) => field.matches(':focus'))).toBe(true);
    await keyboard.type('typed without a mouse');
    await keyboard.press('Enter');
    await coach.hears('typed without a mouse');
    await keyboard.press('Escape');
    await expect.poll(() => widget.button.getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => widget.button.evaluate((button) => button.matches(':focus'))).toBe(true);
    await coach.end();
    await widget.close();
  });
});
