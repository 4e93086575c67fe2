/** The demo company's intranet: who is let in, what it gives out, and that it is a page one could show. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, Complaints, openBrowser, screenshot } from './support/browser.js';
import { Coach } from './support/coach.js';
import { Company } from './support/company.js';
import { Widget } from './support/widget.js';

let browser: Browser;
let company: Company;

beforeAll(async () => {
  [browser, company] = await Promise.all([openBrowser(), Company.start(['--grace-s', '20'])]);
});
afterAll(async () => {
  await browser?.close();
  await company?.stop();
});

const signedIn = async (subject: string) => {
  const answer = await fetch(`${company.intranet}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ person: subject }),
    redirect: 'manual',
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};

describe('The token endpoint', () => {
  it('gives nothing to who is not signed in', async () => {
    const answer = await fetch(`${company.intranet}/courtside-token`, { method: 'POST' });
    expect(answer.status).toBe(401);
  });

  it('gives a token to who is, and does not let it be stored', async () => {
    const cookie = await signedIn('lena.fischer');
    const answer = await fetch(`${company.intranet}/courtside-token`, { method: 'POST', headers: { cookie } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await answer.text()).split('.')).toHaveLength(3);
  });

  it('knows no others than its people', async () => {
    expect(await signedIn('somebody.else')).toBe('');
  });

  it('sends coaches to their desk with the token in the fragment', async () => {
    const cookie = await signedIn('grace.oconnor');
    const answer = await fetch(`${company.intranet}/desk`, { headers: { cookie }, redirect: 'manual' });
    const address = new URL(answer.headers.get('location') ?? '');
    expect(address.origin + address.pathname).toBe(`${company.front.origin}/desk/`);
    const fragment = new URLSearchParams(address.hash.slice(1));
    expect(fragment.get('token')?.split('.')).toHaveLength(3);
    expect(fragment.get('signin')).toBe(`${company.intranet}/desk`);
  });
});

describe.each(['light', 'dark'] as const)('The pages, %s', (scheme) => {
  it('are in order', async () => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const complaints = new Complaints(page);
    await page.goto(company.intranet);
    await screenshot(page, `intranet-sign-in-${scheme}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('button[value="grace.oconnor"]').click();
    await page.getByRole('link', { name: 'Open my desk' }).waitFor();
    await screenshot(page, `intranet-coach-${scheme}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints.said).toEqual([]);
    await context.close();
  });
});

describe('A page that sets its own words, colours and listeners', () => {
  it('finds them in the frame, and hears of what happens without a word of what was written', async () => {
    const coach = new Coach(company.server.url, company.server.token('grace.oconnor'));
    await coach.ready();
    const widget = await Widget.open(browser, company, 'framed');
    const page = widget.page;
    const world = await page.context().newCDPSession(page);
    await world.send('Runtime.evaluate', {
      expression: `window.heard = [];
        for (const name of ['ready', 'open', 'close', 'asked', 'waiting', 'matched', 'started', 'ended'])
          addEventListener('courtside-' + name, (event) => heard.push([event.type, event.detail]));
        courtside.push((help) => { help.strings = { 'ask.title': 'Where does it hurt?' }; help.style.setProperty('--courtside-accent', 'rgb(120, 20, 90)'); });
        courtside.push(['open']);`,
    });
    await widget.heading('Where does it hurt?');
    const go = widget.inside.getByRole('button', { name: 'Ask for a coach' });
    expect(await go.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(120, 20, 90)');
    await widget.inside.getByRole('textbox').first().fill('a secret about negotiating');
    await go.click();
    await coach.accept();
    await widget.heading(/You are matched/);
    await coach.join();
    await coach.say('Hello.');
    await widget.sees('Hello.');
    coach.client.disconnect();
    await widget.sees(/has lost the connection/);
    await widget.isInOrder('absent');
    coach.client.connect();
    await widget.inside.getByText(/has lost the connection/).waitFor({ state: 'detached' });
    await widget.press('End');
    await widget.press('Just end it');
    await widget.heading('Your session has ended');
    const { result } = await world.send('Runtime.evaluate', { expression: 'JSON.stringify(heard)', returnByValue: true });
    const heard = JSON.parse(String(result.value)) as [string, object][];
    expect(heard.map(([name]) => name)).toEqual(expect.arrayContaining(['courtside-asked', 'courtside-matched', 'courtside-started', 'courtside-ended']));
    expect(JSON.stringify(heard)).not.toMatch(/secret|Hello/);
    widget.hasNoComplaints();
    coach.stop();
    await widget.close();
  });
});
