/** What the codes of the company's catalogue are called. */
import type { CourtsideClient } from '@courtside/client';

/** A catalogue is read in pages; no more of them than this. */
const mostPages = 50;

export async function fetchLabels(client: Pick<CourtsideClient, 'fetchSkills'>): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  let afterCode = '';
  for (let page = 0; page < mostPages; page++) {
    const { skills, next } = await client.fetchSkills({ afterCode });
    for (const { code, label } of skills) labels.set(code, label);
    if (next === '') break;
    afterCode = next;
  }
  return labels;
}

/** Labels that have every word of the text in them, those that begin with it first. */
export function labelsLike(text: string, labels: ReadonlyMap<string, string>, most = 12): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = [...new Set(labels.values())].filter((label) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = (label: string): number => (label.toLowerCase().startsWith(words[0]!) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b) || a.length - b.length).slice(0, most);
}

/** The code of a label as it is written; undefined: there is no such skill. */
export function codeOf(label: string, labels: ReadonlyMap<string, string>): string | undefined {
  const wanted = label.trim().toLowerCase();
  for (const [code, known] of labels) if (known.toLowerCase() === wanted || code.toLowerCase() === wanted) return code;
  return undefined;
}
