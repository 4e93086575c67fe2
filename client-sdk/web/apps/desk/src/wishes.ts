/** What the matching knows of this coach and says to them: what waits, what they want of it, and promised times. */
import type { CourtsideClient, Preferences, PromiseReminder, TimeWindow, WaitingCounts } from '@courtside/client';

export interface Wishes {
  /** Undefined: not known yet. */
  waiting: WaitingCounts | undefined;
  /** Undefined for people who are neither coach nor peer. */
  preferences: Preferences | undefined;
  /** Promised times that are likely to become this coach's, soonest first. */
  reminders: readonly PromiseReminder[];
}

export class WishBook {
  state: Wishes = { waiting: undefined, preferences: undefined, reminders: [] };

  constructor(
    private readonly client: CourtsideClient,
    private readonly changed: () => void,
  ) {
    client.on('waiting', (waiting) => this.set({ waiting }));
    client.on('preferences', (preferences) => this.set({ preferences }));
    client.on('promiseReminder', (reminder) => {
      // What is promised to oneself as a learner is said in the widget.
      if (!reminder.coach) return;
      const others = this.state.reminders.filter((other) => !isSame(other, reminder));
      const soonest = (a: PromiseReminder, b: PromiseReminder): number => from(a) - from(b);
      this.set({ reminders: [...others, reminder].sort(soonest) });
    });
    client.on('welcome', () => void this.fetchWaiting());
  }

  /** Those whose time is not over. */
  remindersAt(nowMs: number): readonly PromiseReminder[] {
    return this.state.reminders.filter(({ window }) => (window?.toMs ?? 0) > nowMs);
  }

  dismiss(reminder: PromiseReminder): void {
    this.set({ reminders: this.state.reminders.filter((other) => !isSame(other, reminder)) });
  }

  /** A change to some of it; the rest stays as it was. */
  prefer(changes: { committed?: boolean; weeklyMinutes?: number; focus?: readonly TimeWindow[] }): Promise<unknown> {
    const { committed = false, weeklyMinutes = 0, focus = [] } = this.state.preferences ?? {};
    const wanted = { committed, weeklyMinutes, focus, ...changes };
    return this.client.setPreferences({ ...wanted, focus: [...wanted.focus] });
  }

  private async fetchWaiting(): Promise<void> {
    // Told again with the next change; people who take nothing are refused, and need no count.
    await this.client.fetchWaiting().catch(() => undefined);
  }

  private set(changes: Partial<Wishes>): void {
    this.state = { ...this.state, ...changes };
    this.changed();
  }
}

/** A coach is not told which request it is. */
function isSame(one: PromiseReminder, other: PromiseReminder): boolean {
  return one.title === other.title && from(one) === from(other);
}

function from({ window }: PromiseReminder): number {
  return window?.fromMs ?? 0;
}
