/** Ready until a time, and today's windows: arithmetic by the coach's own clock, with the server's limits. */
import type { TimeWindow } from '@courtside/client';

const minute = 60_000;
/** The server's longest; being ready is never endless. */
export const longestMs = 12 * 60 * minute;
/** Kept back from the longest, for a clock that is a little behind the server's. */
const slackMs = minute;
export const mostWindows = 8;

export const readyChoices = [30, 60, 120] as const;

export function readyForMinutes(minutes: number, nowMs: number): number {
  return Math.min(nowMs + minutes * minute, nowMs + longestMs - slackMs);
}

export interface ClockTime {
  hour: number;
  minute: number;
}

/** "HH:MM" as a time field gives it; undefined where it is none. */
export function parseClock(text: string): ClockTime | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text.trim());
  if (!match) return undefined;
  const hour = Number(match[1]);
  const minutes = Number(match[2]);
  return hour < 24 && minutes < 60 ? { hour, minute: minutes } : undefined;
}

export function formatClock(atMs: number): string {
  const at = new Date(atMs);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** That time on the local day of `nowMs`, so many days later. */
export function onDay({ hour, minute: minutes }: ClockTime, nowMs: number, daysLater: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysLater, hour, minutes).getTime();
}

export type Ready = { untilMs: number } | { problem: 'no_time' | 'too_long' };

/** Ready until the next time the clock shows this; across midnight too, but never longer than the server takes. */
export function readyUntilClock(text: string, nowMs: number): Ready {
  const time = parseClock(text);
  if (!time) return { problem: 'no_time' };
  const today = onDay(time, nowMs, 0);
  const untilMs = today > nowMs ? today : onDay(time, nowMs, 1);
  return untilMs - nowMs > longestMs - slackMs ? { problem: 'too_long' } : { untilMs };
}

/** What a field "until …" offers first: the next full hour that is at least 30 minutes away. */
export function suggestedUntil(nowMs: number): string {
  const hour = 60 * minute;
  return formatClock(Math.ceil((nowMs + hour / 2) / hour) * hour);
}

export type WindowProblem = 'no_time' | 'empty' | 'over' | 'too_many';
export type NewWindows = { windows: TimeWindow[] } | { problem: WindowProblem };

/** Today's windows with a further one. Windows that touch become one; what is over goes. */
export function addWindow(windows: readonly TimeWindow[], from: string, to: string, nowMs: number): NewWindows {
  const start = parseClock(from);
  const end = parseClock(to);
  if (!start || !end) return { problem: 'no_time' };
  const added = { fromMs: onDay(start, nowMs, 0), toMs: onDay(end, nowMs, 0) };
  if (added.toMs <= added.fromMs) return { problem: 'empty' };
  if (added.toMs <= nowMs) return { problem: 'over' };
  const joined = joinWindows([...ahead(windows, nowMs), added]);
  return joined.length > mostWindows ? { problem: 'too_many' } : { windows: joined };
}

/** Those that are not over yet; the server takes no others. */
export function ahead(windows: readonly TimeWindow[], nowMs: number): TimeWindow[] {
  return windows.filter((window) => window.toMs > nowMs);
}

export function removeWindow(windows: readonly TimeWindow[], fromMs: number, nowMs: number): TimeWindow[] {
  return ahead(windows, nowMs).filter((window) => window.fromMs !== fromMs);
}

function joinWindows(windows: TimeWindow[]): TimeWindow[] {
  const sorted = [...windows].sort((a, b) => a.fromMs - b.fromMs);
  const joined: TimeWindow[] = [];
  for (const window of sorted) {
    const last = joined[joined.length - 1];
    if (last && window.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, window.toMs);
    else joined.push({ ...window });
  }
  return joined;
}

/** "4:05", or "1:04:05" from an hour on; never below zero. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours > 0 ? two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
