/** A learner's whole way, in a frame and in the page, with a reload in every state. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser.js';
import { Coach } from './support/coach.js';
import { Company } from './support/company.js';
import { Widget } from './support/widget.js';

describe.each([
  { form: 'framed', scheme: 'light', width: 1280, height: 800 },
  { form: 'inline', scheme: 'dark', width: 320, height: 640 },
] as const)('In the $form form, $scheme, $width wide', ({ form, ...look }) => {
  let company: Company;
  let browser: Browser;
  let coach: Coach;

  beforeAll(async () => {
    [company, browser] = await Promise.all([Company.start(), openBrowser()]);
    coach = new Coach(company.server.url, company.server.token('grace.oconnor'));
  });

  afterAll(async () => {
    coach?.stop();
    await browser?.close();
    await company?.stop();
  });

  it('a learner asks, waits, is matched, talks, closes and finds it again, through reloads', async () => {
    const widget = await Widget.open(browser, company, form, look);
    const name = (state: string) => `${state}-${look.scheme}-${look.width}`;

    // Asking.
    await widget.show();
    await widget.inside.getByLabel('What’s stuck?').fill('The customer refuses the delivery, how do I negotiate?');
    await widget.sees('negotiating');
    await widget.isInOrder(name('1-ask'));
    await widget.press('Change');
    await widget.inside.getByRole('combobox', { name: 'What is it about?' }).fill('advis');
    await widget.sees('advising and consulting');
    await widget.isInOrder(name('2-change'));
    await widget.inside.getByRole('combobox', { name: 'What is it about?' }).fill('');
    await widget.reload();
    expect(await widget.inside.getByLabel('What’s stuck?').inputValue()).toBe('The customer refuses the delivery, how do I negotiate?');

    // Waiting.
    await widget.press('Ask for a coach');
    await widget.heading('We are finding your coach');
    await widget.sees('Nobody who could help is free just now');
    await widget.isInOrder(name('3-waiting'));
    await widget.reload();
    await widget.heading('We are finding your coach');

    // Matched.
    await coach.ready();
    await widget.heading('Somebody is being asked right now');
    await coach.accept();
    await widget.heading(/You are matched with Grace/);
    await widget.isInOrder(name('4-matched'));
    await widget.reload();
    await widget.heading(/You are matched with Grace/);

    // In the session.
    await coach.join();
    await coach.say('Hello, I am Grace. What did they say, word for word?');
    await widget.sees('Hello, I am Grace.');
    await widget.write('They say the seal is broken.\n```\nseal 4711\n```\nSee https://example.com/seals and `NH-20417`.');
    await coach.hears('the seal is broken');
    await coach.client.typing(coach.session!.sessionId, true);
    await widget.sees(/Grace.*is writing/);
    await widget.isInOrder(name('5-session'));
    await widget.inside.getByLabel('Write a message').fill('half a sentence');
    await widget.reload();
    await widget.sees('the seal is broken');
    expect(await widget.inside.getByLabel('Write a message').inputValue()).toBe('half a sentence');
    expect(await widget.inside.getByText('the seal is broken').count()).toBe(1);
    await widget.press('End');
    await widget.isInOrder(name('6-ending'));
    await widget.press(/it’s solved/);

    // The closing word.
    await widget.heading('Your session has ended');
    await widget.isInOrder(name('7-closing'));
    await widget.reload();
    await widget.heading('Your session has ended');
    await widget.inside.getByRole('radio', { name: 'Yes' }).first().check({ force: true });
    await widget.inside.getByLabel(/A line about it/).fill('That helped.');
    await widget.press('Send');
    await widget.sees('Glad you asked');
    await widget.isInOrder(name('8-thanks'));

    // Found again.
    await widget.press('My issues and past sessions');
    await widget.press(/The customer refuses/);
    await widget.press(/Session with Grace/);
    await widget.sees('the seal is broken');
    await widget.isInOrder(name('9-issue'));
    await widget.press('Back');
    await widget.inside.getByLabel('Search what was written').fill('SEAL');
    await widget.inside.getByLabel('Search what was written').press('Enter');
    await widget.sees(/1 message/);
    await widget.isInOrder(name('10-past'));
    await widget.press('Not what coaching is for?');
    await widget.isInOrder(name('11-else'));
    await widget.close();
  });
});
