/** What goes wrong around a learner: networks, tabs, servers, scripts. Nothing is lost, nothing is doubled. */
import type { Browser } from 'playwright-core';
import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, screenshot } from './support/browser.js';
import { Coach } from './support/coach.js';
import { Company } from './support/company.js';
import { until } from './support/until.js';
import { Widget } from './support/widget.js';

let browser: Browser;
let company: Company;
let coach: Coach;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  company = await Company.start(['--offer-answer-s', '5']);
  coach = new Coach(company.server.url, company.server.token('grace.oconnor'));
});
afterEach(async () => {
  coach.stop();
  await company.stop();
});

async function inSession(widget: Widget): Promise<void> {
  await coach.ready();
  await widget.show();
  await widget.ask('How do I go about negotiating this?');
  await coach.accept();
  await widget.heading(/You are matched with/);
  await coach.join();
  await coach.say('Hello, what happened?');
  await widget.sees('Hello, what happened?');
}

const times = (texts: string[], text: string) => texts.filter((said) => said === text).length;

describe.each(['framed', 'inline'] as const)('In the %s form', (form) => {
  it('what was written offline arrives once, and what was said meanwhile is there', async () => {
    const widget = await Widget.open(browser, company, form);
    await inSession(widget);
    await widget.context.setOffline(true);
    company.front.cut();
    await widget.sees(/what you write is kept/i);
    await widget.write('written in the tunnel');
    await widget.inside.getByText('Waiting to be sent').first().waitFor({ state: 'attached' });
    await screenshot(widget.page, `widget-offline-${form}`);
    await coach.say('said meanwhile');
    await widget.context.setOffline(false);
    await coach.hears('written in the tunnel');
    await widget.sees('said meanwhile');
    await widget.inside.getByText(/what you write is kept/i).waitFor({ state: 'detached' });
    expect(times(coach.texts(), 'written in the tunnel')).toBe(1);
    expect(await widget.inside.getByText('written in the tunnel').count()).toBe(1);
    await widget.close();
  });

  it('a server that is killed in mid-session and started again changes nothing', async () => {
    const widget = await Widget.open(browser, company, form);
    await inSession(widget);
    await company.server.kill();
    await widget.sees(/what you write is kept/i);
    await widget.write('written without a server');
    await company.server.begin();
    await coach.hears('written without a server');
    await coach.say('Still here.');
    await widget.sees('Still here.');
    expect(times(coach.texts(), 'written without a server')).toBe(1);
    expect(await widget.inside.getByText('written without a server').count()).toBe(1);
    widget.hasNoComplaints();
    await widget.close();
  });

  it('two tabs show the same', async () => {
    const first = await Widget.open(browser, company, form);
    await inSession(first);
    const second = await first.another();
    await second.show();
    await second.sees('Hello, what happened?');
    await second.write('from the second tab');
    await first.sees('from the second tab');
    await coach.hears('from the second tab');
    await first.write('from the first tab');
    await second.sees('from the first tab');
    expect(await second.inside.getByText('from the first tab').count()).toBe(1);
    await second.press('End');
    await second.press('Just end it');
    await first.heading('Your session has ended');
    await second.heading('Your session has ended');
    first.hasNoComplaints();
    second.hasNoComplaints();
    await first.close();
  });
});

describe('In any form', () => {
  it('a wrong match is back in front, with no blame to anyone', async () => {
    const widget = await Widget.open(browser, company, 'framed');
    await inSession(widget);
    await widget.press('Wrong match?');
    await widget.press('Find somebody else');
    await widget.heading('We are finding your coach');
    await widget.sees('No blame to anyone');
    await widget.isInOrder('wrong-match');
    await widget.close();
  });

  it('after two minutes of waiting there is a choice, and "solved it myself" is a success', async () => {
    const widget = await Widget.open(browser, company, 'framed');
    await widget.show();
    await widget.ask('How do I go about negotiating this?');
    await widget.heading('We are finding your coach');
    await widget.page.clock.install();
    await widget.page.clock.fastForward('02:30');
    await widget.sees('It takes a little longer');
    await widget.press('Tips while you wait');
    await widget.sees('not from a person');
    await widget.isInOrder('choices');
    await widget.press('I solved it myself');
    await widget.sees('Well done!');
    await widget.isInOrder('solved');
    await widget.close();
  });

  it('an offer that nobody answers goes to the next coach', async () => {
    const second = new Coach(company.server.url, company.server.token('tomas.garcia'));
    await coach.ready();
    await second.ready();
    const widget = await Widget.open(browser, company, 'framed');
    await widget.show();
    await widget.ask('How do I go about negotiating this?');
    await until('the first is offered it', () => coach.offer !== undefined || second.offer !== undefined);
    const [asked, next] = coach.offer ? [coach, second] : [second, coach];
    await until('the offer has passed', () => asked.offer === undefined);
    await next.accept();
    await widget.heading(/You are matched with/);
    second.stop();
    await widget.close();
  });

  it('both can agree on more time', async () => {
    const widget = await Widget.open(browser, company, 'framed');
    await inSession(widget);
    await coach.client.extend(coach.session!.sessionId, true);
    await widget.sees(/offers you 15 more minutes/);
    await widget.isInOrder('extend');
    await widget.press('Yes, please');
    await until('the session is longer', () => coach.session?.minutes === 30);
    await widget.close();
  });

  it('the page can ask before the tag is loaded, hears of what happens, and takes calls after', async () => {
    const widget = await Widget.open(browser, company, 'framed');
    await widget.page.getByRole('button', { name: /Talk with somebody about NH-20417/ }).click();
    const field = widget.inside.getByLabel('What’s stuck?');
    await field.waitFor();
    await until('the text is there', async () => (await field.inputValue()).includes('NH-20417'));
    await widget.sees('negotiating');
    await widget.press('Close');
    await until('it is closed', async () => (await widget.button.getAttribute('aria-expanded')) === 'false');
    widget.hasNoComplaints();
    await widget.close();
  });

  it('somebody without JavaScript reads a sentence', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(company.intranet);
    await page.locator('button[value="lena.fischer"]').click();
    await page.getByText('please turn on JavaScript').waitFor();
    await page.goto(`${company.front.origin}/widget/`);
    await page.locator('noscript p').waitFor();
    await context.close();
  });
});
