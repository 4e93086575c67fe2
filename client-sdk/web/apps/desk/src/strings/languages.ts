/** The languages of the desk, and which one a browser asks for. */
import { en, type Strings } from './en.js';

export type { Strings };

export interface Language {
  tag: string;
  /** In itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  strings: Strings;
}

export const languages: readonly Language[] = [{ tag: 'en', name: 'English', direction: 'ltr', strings: en }];

/** The first of the wanted that there is; English where there is none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = languages.find((language) => language.tag === primary);
    if (found) return found;
  }
  return languages[0]!;
}
