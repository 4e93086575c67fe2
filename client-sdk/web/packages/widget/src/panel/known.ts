/** What the forms offer: the company's skills, and the coaches that a learner has met. */
import { SessionRole, type CourtsideClient, type Participant, type Session, type Skill } from '@courtside/client';

const mostSkillPages = 50;

/** The company's whole catalogue; it is asked for once. */
export async function allSkills(client: CourtsideClient): Promise<Skill[]> {
  const all: Skill[] = [];
  let after = '';
  for (let page = 0; page < mostSkillPages; page += 1) {
    const { skills, next } = await client.fetchSkills({ afterCode: after, limit: 100 });
    all.push(...skills);
    if (!next) break;
    after = next;
  }
  return all;
}

/** Coaches of earlier sessions, newest first, each once: whom a learner can prefer or leave out. */
export async function knownCoaches(client: CourtsideClient): Promise<Participant[]> {
  const { sessions } = await client.fetchSessions({ limit: 50 });
  const coaches = sessions.flatMap(({ participants }) => participants.filter(({ role }) => role === SessionRole.COACH));
  return coaches.filter((coach, index) => coaches.findIndex(({ personId }) => personId === coach.personId) === index).slice(0, 8);
}

/** What a session's other side is called; empty where there is nobody. */
export function coachOf(session: Session): Participant | undefined {
  return session.participants.find(({ role }) => role === SessionRole.COACH);
}

/** Demo coaches are programs, and shown as such. */
export function isProgram(participant: Participant | undefined): boolean {
  return /^demo coach\b/i.test(participant?.name ?? '');
}
