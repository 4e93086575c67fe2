/** Debian's Chromium, and a look at pages as their users and their browser see them. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as engine, type Browser, type Page } from 'playwright-core';
import { axe, chromium, screenshots } from './places.js';

export async function openBrowser(): Promise<Browser> {
  return engine.launch({
    executablePath: chromium,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Everything a page complains about: errors, warnings of the policy, what throws. */
export class Complaints {
  readonly said: string[] = [];

  constructor(page: Page) {
    page.on('pageerror', (error) => this.said.push(`threw: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      const grave = message.type() === 'error' || /content security policy|trusted ?types/i.test(text);
      // While the server is down the browser says so itself, for each try.
      if (grave && !/WebSocket connection to .* failed|ERR_CONNECTION/.test(text)) this.said.push(text);
    });
  }
}

const axeSource = readFileSync(axe, 'utf8');

interface AxeResults {
  violations: { id: string; help: string; nodes: { target: unknown; failureSummary?: string }[] }[];
}

/** What axe finds wrong by WCAG 2.2 A and AA, one line each. Run in an isolated world: the page's policy stays as it is. */
export async function axeFindings(page: Page, inFrame = false): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: (inFrame ? frameTree.childFrames![0]! : frameTree).frame.id,
      worldName: 'axe',
    });
    const run = `(() => { ${axeSource}; return axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }); })()`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: run,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return (result.value as AxeResults).violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} at ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
    );
  } finally {
    await session.detach();
  }
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
}
