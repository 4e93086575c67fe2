/** Desktop notifications of this page: one at a time, which stays until it is answered or the offer is gone. */
export type NotificationState = 'unsupported' | 'unasked' | 'denied' | 'granted';

export interface Notice {
  title: string;
  body: string;
  /** Called when the system says that it is on the screen. */
  shown?: () => void;
}

export class Notifications {
  private current: Notification | undefined;

  get state(): NotificationState {
    if (typeof Notification === 'undefined' || !isSecureContext) return 'unsupported';
    if (Notification.permission === 'granted') return 'granted';
    return Notification.permission === 'denied' ? 'denied' : 'unasked';
  }

  /** Asks the coach by the browser's own question. Call it from a click. */
  async ask(): Promise<NotificationState> {
    if (this.state === 'unasked') await Notification.requestPermission();
    return this.state;
  }

  /** Whether it could be handed to the system. `tag`: a later one with the same replaces it, from any tab. */
  show(notice: Notice, tag: string): boolean {
    this.close();
    if (this.state !== 'granted') return false;
    try {
      const made = new Notification(notice.title, { body: notice.body, tag, requireInteraction: true });
      made.onshow = () => notice.shown?.();
      made.onclick = () => {
        window.focus();
        made.close();
      };
      this.current = made;
      return true;
    } catch {
      // Android's browsers let only a service worker show one.
      return this.showByWorker(notice, tag);
    }
  }

  close(): void {
    this.current?.close();
    this.current = undefined;
    void closeOfWorker();
  }

  private showByWorker(notice: Notice, tag: string): boolean {
    void navigator.serviceWorker?.ready
      .then((registration) =>
        registration.showNotification(notice.title, { body: notice.body, tag, requireInteraction: true }),
      )
      .then(notice.shown, () => undefined);
    return 'serviceWorker' in navigator;
  }
}

/** What the worker has put up for a push goes as well: this page shows the same. */
async function closeOfWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}
