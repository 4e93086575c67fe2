// The state machines of this folder take the time as an argument and never read a clock. It is the wall's time in
// milliseconds, since only that goes on while a machine sleeps; what must not wait for a clock that was set back
// is bounded where it waits.

/** The earliest, where undefined is never. */
export function earliest(...times: (number | undefined)[]): number | undefined {
  return times.reduce((a, b) => (a === undefined ? b : b === undefined ? a : Math.min(a, b)), undefined);
}
