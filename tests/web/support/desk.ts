/** Coaches at their desks, in a browser, against a server of their own. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Complaints, openBrowser } from './browser.js';
import { CourtsideServer, type PersonRow } from './courtside_server.js';
import { Front } from './front.js';
import { Learner } from './learner.js';

const people: readonly PersonRow[] = [
  { subject: 'ada', name: 'Ada Okafor', roles: 'coach', skills: 'S1.1:5;S1.4:3', languages: 'en de' },
  { subject: 'ben', name: 'Ben Castillo', roles: 'coach', skills: 'S1.1:3', languages: 'en' },
  { subject: 'lena', name: 'Lena Fischer', roles: 'learner' },
  { subject: 'omar', name: 'Omar Haddad', roles: 'learner' },
];

export interface Desk {
  page: Page;
  complaints: Complaints;
}

export class Desks {
  private readonly learners: Learner[] = [];

  private constructor(
    readonly server: CourtsideServer,
    readonly front: Front,
    readonly browser: Browser,
  ) {}

  static async start(flags: readonly string[] = []): Promise<Desks> {
    // The browser first: where there is none, nothing else is left running.
    const browser = await openBrowser();
    const server = await CourtsideServer.start(people, flags);
    return new Desks(server, await Front.start(() => server.port), browser);
  }

  async stop(): Promise<void> {
    for (const learner of this.learners) learner.stop();
    await this.browser.close();
    await this.front.stop();
    await this.server.stop();
  }

  link(subject: string, signin = '', minutes = 60): string {
    const address = signin === '' ? '' : `&signin=${encodeURIComponent(signin)}`;
    return `${this.front.origin}/desk/#token=${this.server.token(subject, minutes)}${address}`;
  }

  /** In a browser profile of its own, unless a page of the same coach is given. */
  async open(subject: string, options: BrowserContextOptions = {}, beside?: Pick<Desk, 'page'>, before?: (page: Page) => Promise<void>): Promise<Desk> {
    const context = beside?.page.context() ?? (await this.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options }));
    const page = await context.newPage();
    const complaints = new Complaints(page);
    await before?.(page);
    await page.goto(this.link(subject));
    await page.locator('.who .name').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
    return { page, complaints };
  }

  learner(subject = 'lena', joins = true): Learner {
    const learner = new Learner(this.server.url, this.server.token(subject), joins);
    this.learners.push(learner);
    return learner;
  }
}

export async function ready(page: Page): Promise<void> {
  await page.getByRole('button', { name: '30 minutes' }).click();
  await page.locator('.presence.is-ready').waitFor();
}

export const offerIn = (page: Page) => page.getByRole('alertdialog');

export async function accept(page: Page): Promise<void> {
  await offerIn(page).getByRole('button', { name: 'Accept' }).click();
  await page.locator('.session').waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Write a message' });
  await field.fill(text);
  await field.press('Enter');
}

export const messages = (page: Page) => page.getByRole('log');
