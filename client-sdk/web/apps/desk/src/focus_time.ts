/** Focus time: windows within the next seven days in which a coach is not asked; and the weekly budget's bounds. */
import type { TimeWindow } from '@courtside/client';
import { ahead, mostWindows, onDay, parseClock, type WindowProblem } from './ready.js';

export const mostWeeklyMinutes = 2400;
export const daysAhead = 7;

/** The local days that can be chosen: today and the six after it. */
export function daysFrom(nowMs: number): { later: number; atMs: number }[] {
  return Array.from({ length: daysAhead }, (_, later) => ({ later, atMs: onDay({ hour: 12, minute: 0 }, nowMs, later) }));
}

export function addFocus(
  windows: readonly TimeWindow[],
  daysLater: number,
  from: string,
  to: string,
  nowMs: number,
): { windows: TimeWindow[] } | { problem: WindowProblem } {
  const start = parseClock(from);
  const end = parseClock(to);
  if (!start || !end) return { problem: 'no_time' };
  const added = { fromMs: onDay(start, nowMs, daysLater), toMs: onDay(end, nowMs, daysLater) };
  if (added.toMs <= added.fromMs) return { problem: 'empty' };
  if (added.toMs <= nowMs) return { problem: 'over' };
  const all = [...ahead(windows, nowMs), added].sort((a, b) => a.fromMs - b.fromMs);
  return all.length > mostWindows ? { problem: 'too_many' } : { windows: all };
}

/** Whole minutes that the server takes; undefined: not a number of minutes. */
export function weeklyMinutes(text: string): number | undefined {
  if (text.trim() === '') return 0;
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= mostWeeklyMinutes ? minutes : undefined;
}
