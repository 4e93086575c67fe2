/**
 * The coach's note on a session, "the learner may ask to see these": saved by itself a moment after the last key, kept
 * in the tab until the server has it. The notes of others on the same session stand beside it.
 */
import type { CourtsideClient, Note } from '@courtside/client';
import type { Drafts } from '@courtside/ui/drafts';

/** 'editing': typed, and not sent yet. */
export type Saved = 'empty' | 'editing' | 'saving' | 'saved' | 'failed' | 'too_long';

export interface Notes {
  sessionId: number;
  text: string;
  saved: Saved;
  others: readonly Note[];
  loaded: boolean;
}

export const noNotes: Notes = { sessionId: 0, text: '', saved: 'empty', others: [], loaded: false };

/** After so long without a key it is sent. */
export const restMs = 1_200;
/** The server's limit, in bytes of UTF-8. */
export const mostBytes = 4096;
/** Notes can be written until so long after the end. */
export const writableMs = 7 * 24 * 60 * 60 * 1000;

export interface NotePorts {
  client: Pick<CourtsideClient, 'fetchNotes' | 'writeNote'>;
  drafts: Drafts;
  me(): number;
  changed(): void;
  /** Calls once, later; what is returned takes it back. */
  later(ms: number, run: () => void): () => void;
}

const draftName = (sessionId: number): string => `note.${sessionId}`;

export class NoteBox {
  state: Notes = noNotes;
  private stopWaiting = (): void => undefined;

  constructor(private readonly ports: NotePorts) {}

  /** Shows the notes of this session; what was typed for another one is sent first. */
  open(sessionId: number): void {
    if (this.state.sessionId === sessionId) return;
    this.flush();
    const draft = this.ports.drafts.get(draftName(sessionId));
    this.set({ ...noNotes, sessionId, text: draft, saved: draft === '' ? 'empty' : 'editing' });
    if (draft !== '') this.sendLater();
    void this.load(sessionId);
  }

  write(text: string): void {
    const { sessionId } = this.state;
    this.ports.drafts.set(draftName(sessionId), text);
    const tooLong = new TextEncoder().encode(text).length > mostBytes;
    this.set({ text, saved: tooLong ? 'too_long' : 'editing' });
    this.stopWaiting();
    if (!tooLong) this.sendLater();
  }

  /** What is typed and not sent yet goes out now. */
  flush(): void {
    this.stopWaiting();
    if (this.state.saved === 'editing') void this.send();
  }

  again(): void {
    this.set({ saved: 'editing' });
    this.flush();
  }

  private sendLater(): void {
    this.stopWaiting = this.ports.later(restMs, () => this.flush());
  }

  private async send(): Promise<void> {
    const { sessionId, text } = this.state;
    this.set({ saved: 'saving' });
    const same = (): boolean => this.state.sessionId === sessionId && this.state.saved === 'saving';
    try {
      await this.ports.client.writeNote(sessionId, text);
      if (this.ports.drafts.get(draftName(sessionId)) === text) this.ports.drafts.set(draftName(sessionId), '');
      if (same()) this.set({ saved: text === '' ? 'empty' : 'saved' });
    } catch {
      // It stays in the box and in the tab; the coach is told and can try again.
      if (same()) this.set({ saved: 'failed' });
    }
  }

  private async load(sessionId: number): Promise<void> {
    try {
      const notes = await this.ports.client.fetchNotes(sessionId);
      if (this.state.sessionId !== sessionId) return;
      const own = notes.find(({ authorId }) => authorId === this.ports.me());
      const others = notes.filter((note) => note !== own);
      const untouched = this.state.saved === 'empty';
      this.set({ others, loaded: true, ...(untouched && own ? { text: own.text, saved: 'saved' as const } : {}) });
    } catch {
      // Writing works without; what was written before is shown the next time.
      if (this.state.sessionId === sessionId) this.set({ loaded: true });
    }
  }

  private set(changes: Partial<Notes>): void {
    this.state = { ...this.state, ...changes };
    this.ports.changed();
  }
}
