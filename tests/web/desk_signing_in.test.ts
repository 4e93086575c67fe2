import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Complaints } from './support/browser.js';
import { Desks } from './support/desk.js';

describe('A coach who comes to the desk', () => {
  let desks: Desks;
  /** The company's sign-in page: sends whoever comes back to the desk, with a fresh token. */
  let company: Server;
  let visits = 0;
  let signin = '';

  beforeAll(async () => {
    desks = await Desks.start();
    company = createServer((_, response) => {
      visits++;
      response.writeHead(302, { location: desks.link('ada', signin) }).end();
    }).listen(0, '127.0.0.1');
    await once(company, 'listening');
    signin = `http://127.0.0.1:${(company.address() as AddressInfo).port}/sign-in`;
  });
  afterAll(async () => {
    company.close();
    await desks.stop();
  });

  it('without a token reads where to open it from', async () => {
    const page = await desks.browser.newPage();
    await page.goto(`${desks.front.origin}/desk/`);
    await page.getByRole('heading', { name: 'Open the desk from your company’s intranet' }).waitFor();
    await page.close();
  });

  it('without JavaScript reads a sentence', async () => {
    const context = await desks.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${desks.front.origin}/desk/`);
    expect(await page.locator('noscript').innerText()).toContain('The desk needs JavaScript');
    await context.close();
  });

  it('finds no trace of the token in the address', async () => {
    const { page, complaints } = await desks.open('ada');
    expect(page.url()).toBe(`${desks.front.origin}/desk/`);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints.said).toEqual([]);
    await page.context().close();
  });

  it('stays signed in through a reload', async () => {
    const { page } = await desks.open('ada');
    await page.reload();
    await page.getByText('Ada Okafor', { exact: true }).waitFor();
    await page.context().close();
  });

  it('goes to sign in when the token is about to end, and comes back', async () => {
    const context = await desks.browser.newContext();
    const page = await context.newPage();
    const complaints = new Complaints(page);
    await page.goto(desks.link('ada', signin));
    await page.getByText('Ada Okafor', { exact: true }).waitFor();
    const before = visits;
    // What is left of a token after most of its hour.
    const soon = Date.now() + 59.5 * 60_000;
    await page.addInitScript((at) => void (Date.now() < at && (Date.now = () => at)), soon);
    await page.addInitScript(() => {
      // Only the first load sees the late clock.
      if (sessionStorage.getItem('test.seen')) Date.now = () => performance.timeOrigin + performance.now();
      sessionStorage.setItem('test.seen', 'yes');
    });
    await page.reload();
    await page.getByText('Ada Okafor', { exact: true }).waitFor();
    expect(visits).toBe(before + 1);
    expect(page.url()).toBe(`${desks.front.origin}/desk/`);
    expect(complaints.said).toEqual([]);
    await context.close();
  });

  it('with a token that nobody signed is told so, and is sent nowhere', async () => {
    const page = await desks.browser.newPage();
    const before = visits;
    await page.goto(`${desks.front.origin}/desk/#token=a.b.c&signin=${encodeURIComponent(signin)}`);
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
    expect(visits).toBe(before);
    await page.close();
  });
});
