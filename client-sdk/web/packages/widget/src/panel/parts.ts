/**
 * The parts of the program that are not needed to ask: they come right after the sign-in, so that a lost network later
 * finds them here.
 */
export class Parts {
  change: typeof import('./screens/change.js') | undefined;
  waiting: typeof import('./screens/waiting.js') | undefined;
  session: typeof import('./screens/session.js') | undefined;
  closing: typeof import('./screens/closing.js') | undefined;
  past: typeof import('./screens/past.js') | undefined;
  failed = false;

  constructor(private readonly arrived: () => void) {}

  async load(): Promise<void> {
    if (this.session && this.closing && this.past) return;
    try {
      this.failed = false;
      [this.change, this.waiting, this.session, this.closing, this.past] = await Promise.all([
        import('./screens/change.js'),
        import('./screens/waiting.js'),
        import('./screens/session.js'),
        import('./screens/closing.js'),
        import('./screens/past.js'),
      ]);
    } catch {
      this.failed = true;
    }
    this.arrived();
  }
}
