import type { Drafts } from '@courtside/ui/drafts';
import { noWish, type Wish } from './wish.js';

/** What belongs to this tab alone: what is unfolded, typed, confirmed. */
export interface Position {
  /** '': what is live; else an issue's number or the list of them, or the contacts. */
  place: '' | 'past' | 'issue' | 'mine' | 'else';
  issueId: number;
  wish: Wish;
  changing: boolean;
  skillTyped: string;
  /** The skill was guessed, not chosen: it follows the text. */
  guessed: boolean;
  told: string;
  choicesDismissed: boolean;
  choice: '' | 'tips' | 'wider' | 'later';
  confirming: '' | 'end' | 'wrong';
  solvedAlone: boolean;
  thanked: boolean;
  word: Record<'solved' | 'heard' | 'next', number>;
  /** Typed where the session is ended. */
  nextStep: string;
  /** When the proposed time begins that was not wanted. */
  promiseSeen: number;
  /** How often "erase me" was said; at 2 it is done. */
  erasing: 0 | 1 | 2;
  readAgain: boolean;
  shown: ReadonlySet<number>;
  later: { from: string; to: string };
}

export const atStart: Omit<Position, 'wish'> = {
  place: '',
  issueId: 0,
  changing: false,
  skillTyped: '',
  guessed: true,
  told: '',
  choicesDismissed: false,
  choice: '',
  confirming: '',
  solvedAlone: false,
  thanked: false,
  word: { solved: 0, heard: 0, next: 0 },
  nextStep: '',
  promiseSeen: 0,
  erasing: 0,
  readAgain: false,
  shown: new Set(),
  later: { from: '', to: '' },
};

export const wishName = 'widget.wish';

/** What was begun in the form before a reload. */
export function keptWish(keep: Drafts): Wish {
  try {
    return { ...noWish, ...(JSON.parse(keep.get(wishName) || '{}') as Partial<Wish>) };
  } catch {
    return noWish;
  }
}
