/**
 * The parts of the program that are not needed to ask, and their words: they come right after the sign-in, so that a lost
 * network later finds them here. What is stored about the learner comes only when somebody looks at it.
 */
import type { Wording } from './wording.js';

export class Parts {
  change: typeof import('./screens/change.js') | undefined;
  waiting: typeof import('./screens/waiting.js') | undefined;
  session: typeof import('./screens/session.js') | undefined;
  closing: typeof import('./screens/closing.js') | undefined;
  past: typeof import('./screens/past.js') | undefined;
  mine: typeof import('./screens/mine.js') | undefined;
  failed = false;

  constructor(
    private readonly words: Wording,
    private readonly arrived: () => void,
  ) {}

  async load(): Promise<void> {
    if (this.session && this.closing && this.past) return;
    await this.fetch(async () => {
      const [change, waiting, session, closing, past] = await Promise.all([
        import('./screens/change.js'),
        import('./screens/waiting.js'),
        import('./screens/session.js'),
        import('./screens/closing.js'),
        import('./screens/past.js'),
        this.words.loadRest(),
      ]);
      Object.assign(this, { change, waiting, session, closing, past });
    });
  }

  async loadMine(): Promise<void> {
    if (this.mine) return;
    await this.fetch(async () => void (this.mine = await import('./screens/mine.js')));
  }

  private async fetch(steps: () => Promise<void>): Promise<void> {
    this.failed = false;
    try {
      await steps();
    } catch {
      this.failed = true;
    }
    this.arrived();
  }
}
