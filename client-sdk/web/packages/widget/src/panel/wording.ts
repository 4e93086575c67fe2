/** What the panel says, in the reader's language; the words of later screens are added when those come. */
import { directionOf, languageOf, sayer, type Say } from '@courtside/ui/strings/say';
import { complete, languages, later, type Key, type Words } from '../strings/languages.js';
import type { Setup } from '../link.js';

export class Wording {
  say: Say<Key> = sayer<Key>('en', complete);
  language = 'en';
  /** BCP 47, for times. */
  locale = 'en';
  private own: Words = {};
  private words: Words = complete;
  private rest: Words = {};
  private wantsRest = false;

  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.language);
  }

  async speak({ languages: wished, strings }: Pick<Setup, 'languages' | 'strings'>): Promise<void> {
    const language = languageOf(wished, Object.keys(languages));
    // Where the words of the language do not come, English is better than nothing.
    const words = await (languages[language]?.() ?? Promise.resolve(complete)).catch(() => complete);
    const changed = language !== this.language;
    this.language = language;
    // Times are written as in the person's own country, where the language is the same.
    this.locale = [...wished, ...navigator.languages].find((tag) => tag.startsWith(`${language}-`)) ?? language;
    this.own = strings as Words;
    this.words = words;
    if (changed && this.wantsRest) await this.loadRest().catch(() => undefined);
    this.compose();
  }

  /** The words of later screens; rejects where not even the English ones come. */
  async loadRest(): Promise<void> {
    this.wantsRest = true;
    const english = later['en']!;
    this.rest = await (later[this.language] ?? english)().catch(english);
    this.compose();
  }

  private compose(): void {
    this.say = sayer<Key>(this.language, this.own, this.words, this.rest, complete);
  }
}
