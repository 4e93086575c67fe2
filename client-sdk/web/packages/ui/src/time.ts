/** Time as people read and say it. */
export const minuteMs = 60_000;

/** "4:05"; never negative. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whole minutes as they are spoken of: never 0 while there is time. */
export function spokenMinutes(ms: number): number {
  return Math.max(0, Math.ceil(ms / minuteMs));
}
