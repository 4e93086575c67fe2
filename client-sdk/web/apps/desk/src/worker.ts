/** Registers the service worker of the desk, which wakes it by a notification. */

/** The one script that this page ever loads by name; a policy for trusted types has to vouch for it. */
const workerPath = new URL('./sw.js', document.baseURI).pathname;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy('courtside-desk', { createScriptURL: () => workerPath });
  // Without it (a private window, a rule of the company) the desk works as long as its tab is open, and says so.
  navigator.serviceWorker.register(policy?.createScriptURL('') ?? workerPath).catch(() => undefined);
}
