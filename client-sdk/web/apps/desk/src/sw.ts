/**
 * The desk's service worker: a push becomes a notification, a click on it brings the desk to the front. What is
 * pushed passes through the browser maker's servers, so it says no more than that somebody needs help; this worker
 * reads nothing of it. It answers no requests of the page.
 */
/// <reference lib="webworker" />
export {};
declare const self: ServiceWorkerGlobalScope;

const words: Record<string, { title: string; body: string }> = {
  en: { title: 'Someone needs help', body: 'Open the desk to answer.' },
  de: { title: 'Jemand braucht Hilfe', body: 'Öffnen Sie das Pult, um zu antworten.' },
  es: { title: 'Alguien necesita ayuda', body: 'Abra el puesto para responder.' },
  ar: { title: 'شخص يحتاج مساعدة', body: 'افتح المكتب للإجابة.' },
};

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const { title, body } = words[self.navigator.language.split('-')[0] ?? ''] ?? words['en']!;
  event.waitUntil(self.registration.showNotification(title, { body, tag: 'courtside-offer', requireInteraction: true }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(bringToFront());
});

async function bringToFront(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const desk = pages.find((page) => page.url.startsWith(self.registration.scope));
  // A window that may not be focused after all is opened anew.
  const focused = await desk?.focus().catch(() => undefined);
  if (!focused) await self.clients.openWindow(self.registration.scope);
}
