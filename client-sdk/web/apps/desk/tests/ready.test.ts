import { beforeAll, describe, expect, it } from 'vitest';
import {
  addWindow,
  ahead,
  countdown,
  formatClock,
  longestMs,
  mostWindows,
  parseClock,
  readyForMinutes,
  readyUntilClock,
  removeWindow,
  suggestedUntil,
} from '../src/ready.js';

beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});

const at = (clock: string, day = 4) => new Date(`2026-05-${String(day).padStart(2, '0')}T${clock}:00`).getTime();
const window = (from: string, to: string) => ({ fromMs: at(from), toMs: at(to) });

describe('ready', () => {
  it('is for so many minutes from now', () => {
    expect(readyForMinutes(30, at('10:00'))).toBe(at('10:30'));
  });

  it('is never longer than the server takes, whatever is asked for', () => {
    expect(readyForMinutes(24 * 60, at('10:00'))).toBeLessThan(at('10:00') + longestMs);
  });

  it('is until the next time the clock shows that', () => {
    expect(readyUntilClock('17:30', at('10:00'))).toEqual({ untilMs: at('17:30') });
    expect(readyUntilClock('01:00', at('22:00'))).toEqual({ untilMs: at('01:00', 5) });
  });

  it('says so where that is too far away', () => {
    expect(readyUntilClock('22:30', at('10:00'))).toEqual({ problem: 'too_long' });
    expect(readyUntilClock('10:00', at('10:00'))).toEqual({ problem: 'too_long' });
  });

  it.each(['', 'noon', '24:00', '12:60', '1230'])('says so where "%s" is no time', (text) => {
    expect(readyUntilClock(text, at('10:00'))).toEqual({ problem: 'no_time' });
  });

  it('keeps to the clock in the night when it changes', () => {
    const evening = new Date('2026-03-28T23:00:00+01:00').getTime();
    expect(readyUntilClock('04:00', evening)).toEqual({ untilMs: new Date('2026-03-29T04:00:00+02:00').getTime() });
  });

  it('suggests a full hour that is at least half an hour away', () => {
    expect(suggestedUntil(at('10:05'))).toBe('11:00');
    expect(suggestedUntil(at('10:31'))).toBe('12:00');
    expect(suggestedUntil(at('23:10'))).toBe('00:00');
  });
});

describe('today’s windows', () => {
  it('are put in order', () => {
    expect(addWindow([window('15:00', '16:00')], '11:00', '12:00', at('10:00'))).toEqual({
      windows: [window('11:00', '12:00'), window('15:00', '16:00')],
    });
  });

  it('become one where they touch', () => {
    expect(addWindow([window('11:00', '12:00'), window('13:00', '14:00')], '12:00', '13:00', at('10:00'))).toEqual({
      windows: [window('11:00', '14:00')],
    });
  });

  it('may have begun already', () => {
    expect(addWindow([], '09:00', '12:00', at('10:00'))).toEqual({ windows: [window('09:00', '12:00')] });
  });

  it('are refused with the reason', () => {
    expect(addWindow([], '', '12:00', at('10:00'))).toEqual({ problem: 'no_time' });
    expect(addWindow([], '12:00', '11:00', at('10:00'))).toEqual({ problem: 'empty' });
    expect(addWindow([], '08:00', '09:00', at('10:00'))).toEqual({ problem: 'over' });
  });

  it('are at most as many as the server takes', () => {
    const many = Array.from({ length: mostWindows }, (_, hour) => window(`${11 + hour}:00`, `${11 + hour}:30`));
    expect(addWindow(many, '20:00', '20:30', at('10:00'))).toEqual({ problem: 'too_many' });
  });

  it('go when they are over, and when they are taken away', () => {
    const windows = [window('08:00', '09:00'), window('11:00', '12:00'), window('15:00', '16:00')];
    expect(ahead(windows, at('10:00'))).toHaveLength(2);
    expect(removeWindow(windows, at('11:00'), at('10:00'))).toEqual([window('15:00', '16:00')]);
  });

  it('leave the list they were made from as it was', () => {
    const before = [window('11:00', '12:00')];
    addWindow(before, '11:30', '13:00', at('10:00'));
    expect(before).toEqual([window('11:00', '12:00')]);
  });
});

describe('clock and countdown', () => {
  it('read and write the same', () => {
    expect(parseClock('09:05')).toEqual({ hour: 9, minute: 5 });
    expect(parseClock('9:05:30')).toEqual({ hour: 9, minute: 5 });
    expect(formatClock(at('09:05'))).toBe('09:05');
  });

  it('say minutes and seconds, and hours where there are any', () => {
    expect(countdown(245_000)).toBe('4:05');
    expect(countdown(3_845_000)).toBe('1:04:05');
    expect(countdown(400)).toBe('0:01');
    expect(countdown(-5)).toBe('0:00');
  });
});
