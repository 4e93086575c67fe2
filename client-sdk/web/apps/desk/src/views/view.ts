/** What every view gets: the state to show, the words to show it in, and what a click can do. */
import type { MomentKind, TimeWindow } from '@courtside/client';
import type { Say, SharedKey } from '@courtside/ui';
import type { Channel } from '../channel.js';
import type { Desk, DeskState } from '../desk.js';
import type { NotificationState } from '../notifications.js';
import type { WindowProblem } from '../ready.js';
import type { SoundState } from '../sound.js';
import type { Stores } from '../stores.js';
import type { Strings } from '../strings/en.js';

export type Page = 'desk' | 'sessions' | 'offers' | 'checks';

/** What is open on the screen; none of it outlives the tab. */
export interface Ui {
  page: Page;
  /** The offer's dialog asks for the reason. */
  declining: boolean;
  ending: boolean;
  /** Somebody else is to help: the dialog for it is open. */
  bringing: '' | 'handOver' | 'invite';
  bringProblem: 'person' | 'skill' | undefined;
  skillTyped: string;
  /** The session into which an expert was asked from here, and how long that is said. */
  invited: { sessionId: number; untilMs: number } | undefined;
  /** What the next message is made. */
  moment: MomentKind;
  untilProblem: 'no_time' | 'too_long' | undefined;
  windowProblem: WindowProblem | undefined;
  focusProblem: WindowProblem | undefined;
  weeklyProblem: boolean;
  /** A test is under way: its question is asked. */
  soundPlayed: boolean;
  noticeShown: boolean;
}

export interface View {
  desk: Desk;
  state: DeskState;
  ui: Ui;
  channel: Channel;
  sound: SoundState;
  notifications: NotificationState;
  stores: Stores;
  say: Strings;
  /** The words of what the desk shares with the widget. */
  shared: Say<SharedKey>;
  /** Of the words; see `languages`. */
  language: string;
  /** BCP 47, for dates and times. */
  locale: string;
  now: number;
  change(changes: Partial<Ui>): void;
  /** A change of what the coach wants of the matching. */
  prefer(changes: { committed?: boolean; weeklyMinutes?: number; focus?: readonly TimeWindow[] }): Promise<boolean>;
  testSound(): void;
  testNotice(): void;
  tested(changes: Partial<Channel>): void;
  reload(): void;
  signInAgain(): void;
  setLocale(locale: string): void;
}

/** Beside the talk briefing and notes are open, above it they are folded away. */
export const wide = matchMedia('(min-width: 861px)');

/** An event handler that keeps the page where it is and gives the form's fields. */
export function submitted(handle: (fields: FormData, form: HTMLFormElement) => void): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    handle(new FormData(form), form);
  };
}

export function field(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

export function clock(view: View, atMs: number): string {
  return new Intl.DateTimeFormat(view.locale, { hour: '2-digit', minute: '2-digit' }).format(atMs);
}

export function day(view: View, atMs: number): string {
  return new Intl.DateTimeFormat(view.locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(atMs);
}

export function weekday(view: View, atMs: number): string {
  return new Intl.DateTimeFormat(view.locale, { weekday: 'long', day: 'numeric', month: 'short' }).format(atMs);
}

export function skillLabel(view: View, code: string): string {
  return view.state.skillLabels.get(code) ?? code;
}

export function languageLabel(view: View, tag: string): string {
  if (tag === '') return '';
  try {
    return new Intl.DisplayNames([view.locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // Not a tag that the browser knows: it is shown as the company wrote it.
    return tag;
  }
}
