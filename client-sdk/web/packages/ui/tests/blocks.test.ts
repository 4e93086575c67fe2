import { describe, expect, it } from 'vitest';
import { linesOf, spansOf } from '../src/format/blocks.js';

describe('A message is read as blocks', () => {
  it('keeps plain text as it is', () => {
    expect(linesOf('one\ntwo <b>three</b>')).toEqual([
      { kind: 'lines', spans: [{ kind: 'text', text: 'one\ntwo <b>three</b>' }] },
    ]);
  });

  it('takes what is between fences as code, with its markup untouched', () => {
    expect(linesOf('Look:\n```sql\nselect <1>\n```\nDone')).toEqual([
      { kind: 'lines', spans: [{ kind: 'text', text: 'Look:' }] },
      { kind: 'code', text: 'select <1>' },
      { kind: 'lines', spans: [{ kind: 'text', text: 'Done' }] },
    ]);
  });

  it('lets a fence that was never closed hold to the end', () => {
    expect(linesOf('```\nhalf')).toEqual([{ kind: 'code', text: 'half' }]);
  });

  it('shows nothing for an empty text', () => {
    expect(linesOf('')).toEqual([]);
  });
});

describe('Spans', () => {
  it('finds code and addresses, without the punctuation of the sentence', () => {
    expect(spansOf('See `npm ci` at https://example.com/a_(b), please.')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'code', text: 'npm ci' },
      { kind: 'text', text: ' at ' },
      { kind: 'link', text: 'https://example.com/a_(b)', href: 'https://example.com/a_(b)' },
      { kind: 'text', text: ', please.' },
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'https://bank.example@evil.example/', 'https://['])(
    'makes no link of %s',
    (text) => expect(spansOf(text)).toEqual([{ kind: 'text', text }]),
  );

  it('reads a hostile text in time', () => {
    const begin = performance.now();
    spansOf('`'.repeat(16_000) + 'https://' + '('.repeat(8_000));
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
