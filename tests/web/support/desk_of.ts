/** A coach's desk beside the learner's widget, in the same company. */
import type { Browser, Page } from 'playwright-core';
import { Complaints } from './browser.js';
import type { Company } from './company.js';
import { ready, type Desk } from './desk.js';

/** In a browser profile of its own, and ready. */
export async function readyDesk(browser: Browser, company: Company, subject: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  const complaints = new Complaints(page);
  await page.goto(`${company.front.origin}/desk/#token=${company.server.token(subject)}`);
  await ready(page);
  return { page, complaints };
}

/** Of several desks the one that is offered something first. */
export async function offeredFirst(desks: readonly Desk[]): Promise<{ first: Desk; other: Desk }> {
  const offered = ({ page }: { page: Page }) => page.getByRole('alertdialog').waitFor();
  const first = await Promise.race(desks.map(async (desk) => (await offered(desk), desk)));
  return { first, other: desks.find((desk) => desk !== first)! };
}
