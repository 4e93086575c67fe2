/** English for asking is always there; other languages, and the words of later screens, come when somebody reads them. */
import { english as shared, type SharedKey } from '@courtside/ui/strings/en';
import type { Phrase } from '@courtside/ui/strings/say';
import { english, type WidgetKey } from './en.js';
import type { LaterKey } from './later_en.js';

export type Key = SharedKey | WidgetKey | LaterKey;
export type Words = Readonly<Partial<Record<Key, Phrase>>>;

/** All that is said until a request is there. */
export const complete: Readonly<Record<SharedKey | WidgetKey, Phrase>> = { ...shared, ...english };

/** The words of each language, on the way or there. */
export const languages: Readonly<Record<string, () => Promise<Words>>> = {
  en: () => Promise.resolve(complete),
  de: async () => (await import('./de.js')).german,
  es: async () => (await import('./es.js')).spanish,
  ar: async () => (await import('./ar.js')).arabic,
};

/** The words of what comes after asking. */
export const later: Readonly<Record<string, () => Promise<Words>>> = {
  en: async () => (await import('./later_en.js')).english,
  de: async () => (await import('./later_de.js')).german,
  es: async () => (await import('./later_es.js')).spanish,
  ar: async () => (await import('./later_ar.js')).arabic,
};
