/** Everything that the server keeps about the learner: one JSON document, fetched when it is looked at. */
import type { CourtsideClient } from '@courtside/client';
import type { Key } from '../strings/languages.js';
import { problemOf } from './problems.js';

export type Entry = Readonly<Record<string, unknown>>;

/** One kind of things, under its name in the document. */
export interface Kind {
  name: string;
  entries: readonly Entry[];
}

/** Read in this order; kinds that a newer server adds come after. */
const known = ['issues', 'sessions', 'notes', 'requests', 'offers', 'audit', 'commands'];

export class MyData {
  text = '';
  profile: Entry = {};
  kinds: readonly Kind[] = [];
  state: 'none' | 'loading' | 'there' | 'failed' = 'none';
  /** Why it failed. */
  problem: Key = 'problem.later';

  constructor(
    private readonly client: Pick<CourtsideClient, 'fetchMyData'>,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    if (this.state === 'loading') return;
    this.state = 'loading';
    this.changed();
    try {
      this.text = await this.client.fetchMyData();
      const document = JSON.parse(this.text) as Entry;
      this.profile = isEntry(document['profile']) ? document['profile'] : {};
      this.kinds = kindsOf(document);
      this.state = 'there';
    } catch (error) {
      this.problem = (problemOf(error) || 'problem.later') as Key;
      this.state = 'failed';
    }
    this.changed();
  }
}

function kindsOf(document: Entry): Kind[] {
  return Object.entries(document)
    .flatMap(([name, value]) => (Array.isArray(value) ? [{ name, entries: value.filter(isEntry) }] : []))
    .sort((a, b) => order(a.name) - order(b.name));
}

function order(name: string): number {
  const at = known.indexOf(name);
  return at < 0 ? known.length : at;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** When it happened: the first of its instants that is one. */
export function instantOf(entry: Entry): number {
  const times = Object.entries(entry).filter(([name]) => name === 'at' || name.endsWith('_at'));
  return times.map(([, value]) => Date.parse(String(value))).find((ms) => ms > 0) ?? 0;
}

/** What it says in the words of whoever wrote it, or else what it is. */
export function wordsOf(entry: Entry): string {
  const texts = ['title', 'text', 'line', 'what', 'kind', 'skill', 'name'].map((name) => entry[name]);
  return texts.filter((text): text is string => typeof text === 'string' && text !== '').slice(0, 1).join('');
}
