/** The Push API as `push.ts` wants it, and the worker's word that a test has arrived. */
import type { PushPorts, Subscription } from './push.js';

/** A worker that takes longer to begin does not come. */
const workerMs = 10_000;

export function browserPush(): PushPorts {
  const supported = isSecureContext && 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  return {
    supported,
    permission() {
      if (!supported || Notification.permission === 'default') return 'unasked';
      return Notification.permission;
    },
    ask: () => Notification.requestPermission(),
    async current() {
      const found = await (await worker()).pushManager.getSubscription();
      return found ? subscriptionOf(found) : undefined;
    },
    async subscribe(key) {
      const { pushManager } = await worker();
      // One for another key, of a server before this one, would stand in the way.
      await (await pushManager.getSubscription())?.unsubscribe();
      return subscriptionOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) }));
    },
    async unsubscribe() {
      await (await (await worker()).pushManager.getSubscription())?.unsubscribe();
    },
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** The desk's worker; rejects where the browser or the company lets there be none, which nothing else would tell. */
function worker(): Promise<ServiceWorkerRegistration> {
  const none = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('There is no service worker.')), workerMs));
  return Promise.race([navigator.serviceWorker.ready, none]);
}

/** `heard` is given the code of each test message that the worker gets. */
export function onPushTest(heard: (code: string) => void): void {
  navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const code = (data as { courtsideTest?: unknown } | null)?.courtsideTest;
    if (typeof code === 'string') heard(code);
  });
}

function subscriptionOf(found: PushSubscription): Subscription {
  const key = (name: PushEncryptionKeyName): Uint8Array => new Uint8Array(found.getKey(name) ?? new ArrayBuffer(0));
  return { endpoint: found.endpoint, p256dh: key('p256dh'), auth: key('auth') };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
