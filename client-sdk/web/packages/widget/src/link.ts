/**
 * What the company's page and the panel say to each other: by `postMessage` where the panel is in a frame of
 * Courtside's origin, directly where it is in the page. No text that a person wrote ever goes to the page.
 */

/** The custom properties that a page sets on `<courtside-help>` and that reach into the frame. */
export const themeNames = ['accent', 'on-accent', 'ground', 'surface', 'sunken', 'line', 'ink', 'ink-quiet', 'radius', 'font'] as const;

/** Whom to turn to instead: health, safety, ethics. */
export interface Contact {
  label: string;
  href: string;
}

export interface Setup {
  /** Wished languages, best first. */
  languages: readonly string[];
  scheme: '' | 'light' | 'dark';
  theme: Readonly<Record<string, string>>;
  /** Replacements of words, by key. */
  strings: Readonly<Record<string, unknown>>;
  contacts: readonly Contact[];
  /** Words of the page's for who is signed in; names what is stored. */
  person: string;
}

/** What the button on the page shows. */
export interface Status {
  /** Empty: the page's own label. */
  text: string;
  tone: 'calm' | 'live' | 'urgent';
  /** A request or a session is open: the page opens the connection at once when it is loaded again. */
  live: boolean;
  unread: number;
}

export interface Question {
  text?: string;
  skill?: string;
}

export type ToPanel =
  | { type: 'setup'; setup: Setup }
  /** `focus`: the person opened it; otherwise what they are writing elsewhere is left alone. */
  | { type: 'opened'; focus: boolean }
  | { type: 'closed' }
  | { type: 'ask'; question: Question }
  | { type: 'signOut' }
  | { type: 'token'; id: number; token: string }
  /** `stop`: this person may not sign in. */
  | { type: 'noToken'; id: number; stop: boolean };

export type ToPage =
  | { type: 'ready' }
  | { type: 'token'; id: number; fresh: boolean }
  | { type: 'status'; status: Status }
  | { type: 'event'; name: string; detail: Readonly<Record<string, unknown>> }
  | { type: 'close' };

/** Marks messages as Courtside's among the many that pages send each other. */
export interface Envelope<T> {
  courtside: 1;
  message: T;
}

export function opened<T extends { type: string }>(data: unknown): T | undefined {
  if (typeof data !== 'object' || data === null || (data as Partial<Envelope<T>>).courtside !== 1) return undefined;
  const { message } = data as Envelope<T>;
  return typeof message === 'object' && message !== null && typeof message.type === 'string' ? message : undefined;
}
