/** Earlier sessions on the issue of the live one, and the people whom the desk knows by name from there. */
import { SessionRole, type CourtsideClient, type EarlierSession, type Session } from '@courtside/client';

export interface Briefed {
  sessionId: number;
  earlier: readonly EarlierSession[];
  state: 'none' | 'loading' | 'there' | 'failed';
}

export const noBriefing: Briefed = { sessionId: 0, earlier: [], state: 'none' };

export class BriefingReader {
  state: Briefed = noBriefing;

  constructor(
    private readonly client: Pick<CourtsideClient, 'fetchBriefing'>,
    private readonly changed: () => void,
  ) {}

  /** Once for a session; again where it had failed and `again` is asked for. */
  async read(sessionId: number, again = false): Promise<void> {
    if (this.state.sessionId === sessionId && !again) return;
    this.set({ sessionId, earlier: [], state: 'loading' });
    try {
      const { sessions } = await this.client.fetchBriefing(sessionId);
      if (this.state.sessionId === sessionId) this.set({ sessionId, earlier: sessions, state: 'there' });
    } catch {
      if (this.state.sessionId === sessionId) this.set({ sessionId, earlier: [], state: 'failed' });
    }
  }

  private set(state: Briefed): void {
    this.state = state;
    this.changed();
  }
}

export interface Colleague {
  personId: number;
  name: string;
}

/** Coaches and experts out of earlier sessions, each once, whom a session can be handed to. */
export function colleaguesIn(earlier: readonly EarlierSession[], sessions: readonly Session[], me: number): Colleague[] {
  const known = new Map<number, string>();
  for (const { coachId, coachName } of earlier) known.set(coachId, coachName);
  for (const { participants } of sessions) {
    for (const { personId, name, role } of participants) {
      if (role !== SessionRole.LEARNER) known.set(personId, name);
    }
  }
  return [...known].filter(([personId, name]) => personId !== me && personId !== 0 && name !== '').map(([personId, name]) => ({ personId, name }));
}

/** By name, or by the number that the company's list has for them; undefined: nobody whom the desk knows. */
export function colleagueNamed(text: string, known: readonly Colleague[]): number | undefined {
  const wanted = text.trim();
  if (/^\d{1,15}$/.test(wanted)) return Number(wanted) || undefined;
  const found = known.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return found.length === 1 ? found[0]!.personId : undefined;
}
