/**
 * Words for people. A table is plain JSON, so that a page can replace any of them: a phrase with `{name}` where a
 * value goes, or one phrase for each plural form of the language, chosen by the value `count`.
 */
export type Phrase = string | { readonly [form in Intl.LDMLPluralRule]?: string };
export type Table<Key extends string = string> = Readonly<Record<Key, Phrase>>;
export type Say<Key extends string = string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Says phrases of the first table that has them, so replacements come first and the complete language last. Numbers
 * are written as the language does.
 */
export function sayer<Key extends string>(
  language: string,
  ...tables: readonly Readonly<Partial<Record<Key, Phrase>>>[]
): Say<Key> {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const phrase = tables.find((table) => table[key] !== undefined)?.[key] ?? key;
    const text = typeof phrase === 'string' ? phrase : inForm(phrase, plural.select(Number(values['count'] ?? 0)));
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}

function inForm(phrase: Exclude<Phrase, string>, form: Intl.LDMLPluralRule): string {
  return phrase[form] ?? phrase.other ?? Object.values(phrase)[0] ?? '';
}

/** The first of the wished languages ("de-AT") that there is, by its primary tag; else English. */
export function languageOf(wished: readonly string[], available: readonly string[]): string {
  const primary = wished.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return primary.find((tag) => available.includes(tag)) ?? 'en';
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|he|fa|ur)\b/.test(language) ? 'rtl' : 'ltr';
}
