/** Push messages to a page's service worker, through the browser's debugging protocol: headless browsers subscribe nowhere. */
import type { Page } from 'playwright-core';

/** Once the page's worker is there. The browser takes a message for it once it has stored it, and does not say when: try again. */
export async function pushTo(page: Page): Promise<(data: string) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const active = versions.find(({ status, runningStatus }) => status === 'activated' && runningStatus === 'running');
      if (active) resolve(active.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  return async (data) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  };
}
