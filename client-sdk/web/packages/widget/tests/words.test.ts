import { describe, expect, it } from 'vitest';
import { english as laterEnglish } from '../src/strings/later_en.js';
import { complete, languages, later, type Key } from '../src/strings/languages.js';

const holes = (phrase: unknown) => [...new Set(JSON.stringify(phrase).match(/\{\w+\}/g) ?? [])].sort();

describe.each(Object.keys(languages))('The words in %s', (language) => {
  it.each([
    ['asking', languages, complete],
    ['all that comes after', later, laterEnglish],
  ] as const)('for %s are all there, and speak of the same values as in English', async (_, tables, english) => {
    const words = await tables[language]!();
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    for (const [key, phrase] of Object.entries(english)) expect(holes(words[key as Key]), key).toEqual(holes(phrase));
  });

  it('are nowhere said twice', async () => {
    const [first, rest] = [await languages[language]!(), await later[language]!()];
    expect(Object.keys(first).filter((key) => key in rest)).toEqual([]);
  });
});
