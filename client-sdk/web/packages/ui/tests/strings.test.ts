import { describe, expect, it } from 'vitest';
import { arabic } from '../src/strings/ar.js';
import { german } from '../src/strings/de.js';
import { english } from '../src/strings/en.js';
import { spanish } from '../src/strings/es.js';
import { directionOf, languageOf, sayer } from '../src/strings/say.js';

const holes = (phrase: unknown) => [...new Set(JSON.stringify(phrase).match(/\{\w+\}/g) ?? [])].sort();

describe('Words', () => {
  it.each(Object.entries({ german, spanish, arabic }))('in %s speak of the same values as in English', (_, table) => {
    for (const [key, phrase] of Object.entries(english)) {
      expect(holes(table[key as keyof typeof table]), key).toEqual(holes(phrase));
    }
  });

  it('are chosen by the plural forms of the language', () => {
    const say = sayer('ar', arabic);
    expect(say('time.minutesLeft', { count: 2 })).toBe('بقيت دقيقتان');
    expect(sayer('en', english)('time.minutesLeft', { count: 1 })).toBe('1 minute left');
    expect(sayer('en', english)('time.minutesLeft', { count: 5 })).toBe('5 minutes left');
  });

  it('can be replaced one by one', () => {
    const say = sayer('en', { 'talk.send': 'Off it goes' }, english);
    expect(say('talk.send')).toBe('Off it goes');
    expect(say('talk.you')).toBe('You');
  });

  it('put values in as they are, also such that look like patterns', () => {
    expect(sayer('en', english)('talk.label', { name: '$& {name}' })).toBe('Talk with $& {name}');
  });

  it('fall back to English where a language is not there', () => {
    expect(languageOf(['fr-FR', 'de-AT'], ['en', 'de'])).toBe('de');
    expect(languageOf(['fr'], ['en', 'de'])).toBe('en');
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('de')).toBe('ltr');
  });
});
