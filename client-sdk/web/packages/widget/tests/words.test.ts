import { describe, expect, it } from 'vitest';
import { complete, languages, type Key } from '../src/strings/languages.js';

const holes = (phrase: unknown) => [...new Set(JSON.stringify(phrase).match(/\{\w+\}/g) ?? [])].sort();

describe.each(Object.keys(languages))('The words in %s', (language) => {
  it('are all there, and speak of the same values as in English', async () => {
    const words = await languages[language]!();
    expect(Object.keys(words).sort()).toEqual(Object.keys(complete).sort());
    for (const [key, phrase] of Object.entries(complete)) expect(holes(words[key as Key]), key).toEqual(holes(phrase));
  });
});
