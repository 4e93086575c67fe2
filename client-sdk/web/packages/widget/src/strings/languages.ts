/** English is always there; the other languages come when somebody reads them. */
import { english as shared, type SharedKey } from '@courtside/ui/strings/en';
import type { Phrase } from '@courtside/ui/strings/say';
import { english, type WidgetKey } from './en.js';

export type Key = SharedKey | WidgetKey;
export type Words = Readonly<Partial<Record<Key, Phrase>>>;

export const complete: Readonly<Record<Key, Phrase>> = { ...shared, ...english };

/** The words of each language, on the way or there. */
export const languages: Readonly<Record<string, () => Promise<Words>>> = {
  en: () => Promise.resolve(complete),
  de: async () => (await import('./de.js')).german,
  es: async () => (await import('./es.js')).spanish,
  ar: async () => (await import('./ar.js')).arabic,
};
