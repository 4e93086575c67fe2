/** What a learner asks for, as the form holds it; and what becomes of it in the protocol's words. */
import type { NewIssue, NewRequest } from '@courtside/client';

export interface Wish {
  text: string;
  skill: string;
  minutes: 15 | 30;
  /** "14:00" today; empty: now. */
  from: string;
  to: string;
  /** "15:30" today; empty: no need. */
  neededBy: string;
  prefer: readonly number[];
  leaveOut: readonly number[];
  allowManager: boolean;
  leaveOutUnit: boolean;
}

export const noWish: Wish = {
  text: '',
  skill: '',
  minutes: 15,
  from: '',
  to: '',
  neededBy: '',
  prefer: [],
  leaveOut: [],
  allowManager: false,
  leaveOutUnit: false,
};

const titleBytes = 200;
const descriptionBytes = 4096;
const hourMs = 60 * 60_000;
const bytes = (text: string) => new TextEncoder().encode(text).length;

/** The text is the title where it fits into one line; a longer one begins the title and is kept whole beside it. */
export function issueOf(text: string): NewIssue {
  const whole = text.trim();
  const line = (whole.split('\n')[0] ?? '').trim();
  if (line === whole && bytes(line) <= titleBytes) return { title: line };
  return { title: cut(line, titleBytes), description: cut(whole, descriptionBytes) };
}

/** How many bytes a text is too long to be asked; 0: it fits. */
export function tooLongBy(text: string): number {
  return Math.max(0, bytes(text.trim()) - descriptionBytes);
}

function cut(text: string, most: number): string {
  if (bytes(text) <= most) return text;
  const characters = [...text];
  let size = bytes('…');
  let count = 0;
  for (const character of characters) {
    size += bytes(character);
    if (size > most) break;
    count += 1;
  }
  return `${characters.slice(0, count).join('').trimEnd()}…`;
}

export function requestOf(wish: Wish, issueId: number, now: number): NewRequest {
  const from = today(wish.from, now);
  const to = today(wish.to, now) || from + hourMs;
  return {
    issueId,
    minutes: wish.minutes,
    skill: wish.skill,
    prefer: [...wish.prefer],
    leaveOut: [...wish.leaveOut],
    allowManager: wish.allowManager,
    leaveOutUnit: wish.leaveOutUnit,
    neededByMs: today(wish.neededBy, now),
    ...(from > now ? { window: { fromMs: from, toMs: Math.max(to, from + 60_000) } } : {}),
  };
}

/** "14:30" as an instant of this day by the browser's clock; 0 for none. */
export function today(time: string, now: number): number {
  const match = /^(\d{1,2}):(\d{2})/.exec(time);
  return match ? new Date(now).setHours(Number(match[1]), Number(match[2]), 0, 0) : 0;
}

/** An instant as a time field holds it. */
export function asTime(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
