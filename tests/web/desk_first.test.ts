import { it, expect } from 'vitest';
import { CourtsideServer } from './support/courtside_server.js';
import { openBrowser, Complaints, axeFindings, screenshot } from './support/browser.js';
import { Front } from './support/front.js';
import { Learner } from './support/learner.js';

it('runs', async () => {
  const server = await CourtsideServer.start([
    { subject: 'ada', name: 'Ada Okafor', roles: 'coach', skills: 'S1.1:5;S1.4:3', languages: 'en de' },
    { subject: 'lena', name: 'Lena Fischer', roles: 'learner' },
  ]);
  const front = await Front.start(() => server.port);
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const complaints = new Complaints(page);
  await page.goto(`${front.origin}/desk/`);
  await screenshot(page, 'desk-signed-out');
  await page.goto(`${front.origin}/desk/#token=${server.token('ada')}&signin=http://127.0.0.1:1/x`);
  await page.getByRole('button', { name: '30 minutes' }).waitFor();
  await screenshot(page, 'desk-away');
  await page.getByRole('button', { name: '30 minutes' }).click();
  await page.getByText('Ready until').first().waitFor();
  await screenshot(page, 'desk-ready');
  console.log(await axeFindings(page));
  const learner = new Learner(server.url, server.token('lena'));
  await learner.ask('The customer in Hamburg refuses the delivery', { description: 'They say that the seal is broken.' });
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  await screenshot(page, 'desk-offer');
  console.log(await axeFindings(page));
  await page.getByRole('button', { name: 'Accept' }).click();
  await learner.inSession();
  await learner.say('Hello, the carrier says the seal was broken already');
  await page.getByRole('log').getByText('Hello').waitFor();
  await screenshot(page, 'desk-session');
  console.log(await axeFindings(page));
  console.log(complaints.said);
  expect(1).toBe(1);
  await browser.close(); await front.stop(); learner.stop(); await server.stop();
});
