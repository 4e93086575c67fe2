/**
 * The desk's service worker: a push becomes a notification, a click on it brings the desk to the front. What is
 * pushed passes through the browser maker's servers, so an offer says no more than that somebody needs help, and so
 * does the notification. A test carries a code, which goes to the open desks. It answers no requests of the page.
 */
/// <reference lib="webworker" />
export {};
declare const self: ServiceWorkerGlobalScope;

type Words = Record<'offer' | 'test', { title: string; body: string }>;

const words: Record<string, Words> = {
  en: {
    offer: { title: 'Someone needs help', body: 'Open the desk to answer.' },
    test: { title: 'The test has arrived', body: 'A request reaches you like this, also with the desk closed.' },
  },
  de: {
    offer: { title: 'Jemand braucht Hilfe', body: 'Öffnen Sie das Pult, um zu antworten.' },
    test: { title: 'Der Test ist angekommen', body: 'So erreicht Sie eine Anfrage, auch bei geschlossenem Pult.' },
  },
  es: {
    offer: { title: 'Alguien necesita ayuda', body: 'Abra el puesto para responder.' },
    test: { title: 'La prueba ha llegado', body: 'Así le llega una petición, también con el puesto cerrado.' },
  },
  ar: {
    offer: { title: 'شخص يحتاج مساعدة', body: 'افتح المكتب للإجابة.' },
    test: { title: 'وصل الاختبار', body: 'هكذا يصلك الطلب، حتى والمكتب مغلق.' },
  },
};

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const { kind, code } = contentOf(event.data);
  const said = words[self.navigator.language.split('-')[0] ?? ''] ?? words['en']!;
  const { title, body } = kind === 'test' ? said.test : said.offer;
  const isOffer = kind !== 'test';
  const shown = self.registration.showNotification(title, {
    body,
    // The same as the open desk's own: one of the two stands.
    tag: isOffer ? 'courtside-offer' : 'courtside-test',
    requireInteraction: isOffer,
  });
  event.waitUntil(Promise.all([shown, typeof code === 'string' ? tellDesks(code) : undefined]));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(bringToFront());
});

/** Whatever cannot be read is treated as a request: better one notice too many than one too few. */
function contentOf(data: PushMessageData | null): { kind?: unknown; code?: unknown } {
  try {
    const content: unknown = data?.json();
    return typeof content === 'object' && content !== null ? content : {};
  } catch {
    return {};
  }
}

async function tellDesks(code: string): Promise<void> {
  for (const desk of await desks()) desk.postMessage({ courtsideTest: code });
}

async function bringToFront(): Promise<void> {
  const [desk] = await desks();
  // A window that may not be focused after all is opened anew.
  const focused = await desk?.focus().catch(() => undefined);
  if (!focused) await self.clients.openWindow(self.registration.scope);
}

async function desks(): Promise<WindowClient[]> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.filter((page) => page.url.startsWith(self.registration.scope)) as WindowClient[];
}
