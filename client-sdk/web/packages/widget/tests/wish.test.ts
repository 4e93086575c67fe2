import { describe, expect, it } from 'vitest';
import { opened } from '../src/link.js';
import { SkillIndex } from '../src/panel/skills.js';
import { issueOf, noWish, requestOf, today, tooLongBy } from '../src/panel/wish.js';

const noon = new Date(2026, 5, 1, 12).getTime();
const hour = 60 * 60_000;

describe('A wish', () => {
  it('of one line is the title', () => {
    expect(issueOf('  The seal is broken ')).toEqual({ title: 'The seal is broken' });
  });

  it('of many is begun in the title and kept whole beside it, within the limits in bytes', () => {
    const { title, description } = issueOf(`${'ü'.repeat(150)}\nand more`);
    expect(new TextEncoder().encode(title).length).toBeLessThanOrEqual(200);
    expect(title.endsWith('…')).toBe(true);
    expect(description).toContain('and more');
    expect(tooLongBy('x'.repeat(5000))).toBe(904);
  });

  it('for now has no window, and one for later today has', () => {
    expect(requestOf({ ...noWish, skill: 'S1' }, 3, noon)).not.toHaveProperty('window');
    expect(requestOf({ ...noWish, skill: 'S1', from: '14:00', to: '15:00' }, 3, noon).window).toEqual({ fromMs: noon + 2 * hour, toMs: noon + 3 * hour });
  });

  it('reads times of today, and no others', () => {
    expect(today('13:30', noon)).toBe(noon + 1.5 * hour);
    expect(today('', noon)).toBe(0);
  });
});

describe('Skills', () => {
  const index = new SkillIndex([
    { code: 'S1', label: 'communication', description: 'Working with others' },
    { code: 'S1.1', label: 'negotiating', description: 'Reaching an agreement that both sides can live with' },
    { code: 'S5.6', label: 'using digital tools', description: 'Spreadsheets and the like' },
  ]);

  it('are found by the beginnings of words, labels first', () => {
    expect(index.search('dig too').map(({ code }) => code)).toEqual(['S5.6']);
    expect(index.search('SPREAD').map(({ code }) => code)).toEqual(['S5.6']);
    expect(index.search('')).toEqual([]);
  });

  it('are guessed from what is stuck, where a word is close', () => {
    expect(index.guess('How do I negotiate with them?')?.code).toBe('S1.1');
    expect(index.guess('Nothing works')).toBeUndefined();
  });

  it('know the next wider one', () => {
    expect(index.wider('S1.1')).toBe('S1');
    expect(index.wider('S1')).toBeUndefined();
  });
});

describe('What comes by postMessage', () => {
  it.each([undefined, null, 'text', 5, {}, { courtside: 1 }, { courtside: 1, message: {} }, { message: { type: 'ready' } }])('is not ours: %o', (data) =>
    expect(opened(data)).toBeUndefined(),
  );
});
