/** A learner at the intranet page with the widget, as the browser shows it. */
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, Complaints, screenshot } from './browser.js';
import type { Company } from './company.js';

export type Form = 'framed' | 'inline';

export interface Look {
  scheme?: 'light' | 'dark';
  width?: number;
  height?: number;
  language?: string;
}

export class Widget {
  readonly complaints: Complaints[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly form: Form,
    private readonly company: Company,
    private readonly language: string,
  ) {
    this.complaints.push(new Complaints(page));
  }

  /** `before`: what has to be set up in the page before it connects. */
  static async open(
    browser: Browser,
    company: Company,
    form: Form,
    look: Look = {},
    subject = 'lena.fischer',
    before?: (page: Page) => Promise<void>,
  ): Promise<Widget> {
    const { scheme = 'light', width = 1280, height = 800, language = 'en' } = look;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    await before?.(page);
    await page.goto(company.intranet);
    await page.locator(`button[value="${subject}"]`).click();
    await page.getByRole('heading', { name: /^Moin/ }).waitFor();
    const widget = new Widget(context, page, form, company, language);
    await widget.visit();
    return widget;
  }

  /** The intranet page anew, in the form that is tested. */
  async visit(): Promise<void> {
    await this.page.goto(`${this.company.intranet}/?lang=${this.language}${this.form === 'inline' ? '&mode=inline' : ''}`);
    await this.button.waitFor();
  }

  /** A further tab of the same person. */
  async another(): Promise<Widget> {
    const widget = new Widget(this.context, await this.context.newPage(), this.form, this.company, this.language);
    await widget.visit();
    return widget;
  }

  get button(): Locator {
    return this.page.locator('courtside-help > button, courtside-help button').first();
  }

  /** The panel's inside. */
  get inside(): FrameLocator | Locator {
    return this.form === 'framed' ? this.page.frameLocator('courtside-help iframe') : this.page.locator('courtside-panel');
  }

  async show(): Promise<void> {
    if ((await this.button.getAttribute('aria-expanded')) !== 'true') await this.button.click();
    await this.inside.getByRole('heading', { level: 2 }).first().waitFor();
  }

  /** What was open is open again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.inside.getByRole('heading', { level: 2 }).first().waitFor();
  }

  async ask(text: string): Promise<void> {
    await this.inside.getByLabel('What’s stuck?').fill(text);
    await this.inside.getByRole('button', { name: 'Ask for a coach' }).click();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.inside.getByText(text).first().waitFor();
  }

  heading(name: string | RegExp): Promise<void> {
    return this.inside.getByRole('heading', { name }).first().waitFor();
  }

  press(name: string | RegExp): Promise<void> {
    return this.inside.getByRole('button', { name }).first().click();
  }

  async write(text: string): Promise<void> {
    const field = this.inside.getByLabel('Write a message');
    await field.fill(text);
    await field.press('Enter');
  }

  /** Everything about the state that a person could object to: axe, the policy, the console; and a picture of it. */
  async isInOrder(name: string): Promise<void> {
    await screenshot(this.page, `widget-${name}`);
    const around = await axeFindings(this.page);
    const within = this.form === 'framed' ? await axeFindings(this.page, true) : [];
    expect([...around, ...within], `axe in ${name}`).toEqual([]);
    this.hasNoComplaints();
  }

  hasNoComplaints(): void {
    expect(this.complaints.flatMap(({ said }) => said)).toEqual([]);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
