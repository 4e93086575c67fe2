/** The languages of the desk, and which one a browser asks for. */
import { arabic, directionOf, english, german, languageOf, sayer, spanish, type Say, type SharedKey } from '@courtside/ui';
import { ar } from './ar.js';
import { de } from './de.js';
import { en, type Strings } from './en.js';
import { es } from './es.js';

export type { Strings };

export interface Language {
  tag: string;
  /** In itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  strings: Strings;
  shared: Say<SharedKey>;
}

function language(tag: string, name: string, strings: Strings, shared: Parameters<typeof sayer<SharedKey>>[1]): Language {
  return { tag, name, direction: directionOf(tag), strings, shared: sayer<SharedKey>(tag, shared, english) };
}

export const languages: readonly Language[] = [
  language('en', 'English', en, english),
  language('de', 'Deutsch', de, german),
  language('es', 'Español', es, spanish),
  language('ar', 'العربية', ar, arabic),
];

/** The first of the wanted that there is; English where there is none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const tag = languageOf(wanted, languages.map((known) => known.tag));
  return languages.find((known) => known.tag === tag) ?? languages[0]!;
}

/** How dates and times are written: as the person's region does where they read in its language, else as the language does. */
export function localeFor(tag: string, wanted: readonly string[]): string {
  return wanted.find((locale) => locale.toLowerCase().split('-')[0] === tag) ?? tag;
}
