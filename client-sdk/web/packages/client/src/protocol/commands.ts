import type { ClientEvents } from '../api.js';
import { create, messageOf } from '../codec/messages.js';
import type { ClientFrame, ServerFrame } from '../wire.js';
import type { Keep } from './outbox.js';

export type Command = NonNullable<ClientFrame['command']>;
export type Content = NonNullable<ServerFrame['content']>;
type CommandValue<Case extends Command['$case']> = Extract<Command, { $case: Case }>['value'];
type ContentValue<Case extends Content['$case']> = Extract<Content, { $case: Case }>['value'];

interface Rule<How extends Keep, Reply extends Content['$case'], Field> {
  keep: How;
  /** The frame that answers it, and what of it the promise gives: all, or a field. */
  reply: Reply;
  field: Field;
}

function rule<How extends Keep, Reply extends Content['$case'], Field extends string | undefined = undefined>(
  keep: How,
  reply: Reply,
  field?: Field,
): Rule<How, Reply, Field> {
  return { keep, reply, field: field as Field };
}

/** Every command that is answered: to add one is a line here and a method in `src/client.ts`. */
export const commands = {
  setPresence: rule('thisConnection', 'presenceChanged', 'presence'),
  setAvailability: rule('thisConnection', 'presenceChanged', 'presence'),
  openIssue: rule('untilAnswered', 'issueOpened', 'issue'),
  ask: rule('untilAnswered', 'asked', 'request'),
  askAgain: rule('untilAnswered', 'asked', 'request'),
  block: rule('untilAnswered', 'done'),
  unblock: rule('untilAnswered', 'done'),
  cancelRequest: rule('untilAnswered', 'done'),
  solvedAlone: rule('untilAnswered', 'done'),
  offerShown: rule('thisConnection', 'done'),
  acceptOffer: rule('untilAnswered', 'sessionChanged', 'session'),
  declineOffer: rule('untilAnswered', 'done'),
  joinSession: rule('untilAnswered', 'sessionChanged', 'session'),
  sendMessage: rule('untilAnswered', 'messageSent'),
  mark: rule('internal', 'done'),
  extend: rule('untilAnswered', 'sessionChanged', 'session'),
  wrongMatch: rule('untilAnswered', 'sessionChanged', 'session'),
  endSession: rule('untilAnswered', 'sessionChanged', 'session'),
  closeWithWord: rule('untilAnswered', 'done'),
  fetchIssues: rule('forAWhile', 'issuesPage'),
  fetchSessions: rule('forAWhile', 'sessionsPage'),
  fetchMessages: rule('forAWhile', 'messagesPage'),
  searchMessages: rule('forAWhile', 'searchPage'),
  fetchSkills: rule('forAWhile', 'skillsPage'),
  fetchOffers: rule('forAWhile', 'offersPage'),
  writeNote: rule('untilAnswered', 'done'),
  fetchNotes: rule('forAWhile', 'notesPage', 'notes'),
  fetchBriefing: rule('forAWhile', 'briefing'),
  handOver: rule('untilAnswered', 'sessionChanged', 'session'),
  inviteExpert: rule('untilAnswered', 'done'),
  leaveSession: rule('untilAnswered', 'done'),
  fetchWaiting: rule('forAWhile', 'waitingCounts'),
  subscribePush: rule('untilAnswered', 'pushState'),
  unsubscribePush: rule('untilAnswered', 'pushState'),
  testPush: rule('untilAnswered', 'done'),
  confirmPush: rule('untilAnswered', 'pushState'),
  fetchMyData: rule('forAWhile', 'myData'),
  eraseMe: rule('untilAnswered', 'done'),
  fetchCoverage: rule('forAWhile', 'coverage'),
  setPreferences: rule('untilAnswered', 'preferences'),
  takePromise: rule('untilAnswered', 'asked', 'request'),
  widenRequest: rule('untilAnswered', 'asked', 'request'),
} satisfies { [Case in Command['$case']]?: unknown };

export type Answered = keyof typeof commands;
/** The commands that are kept until they are answered. */
export type Change = {
  [Case in Answered]: (typeof commands)[Case]['keep'] extends 'untilAnswered' ? Case : never;
}[Answered];

export function isChange(name: string): boolean {
  return Object.hasOwn(commands, name) && commands[name as Answered].keep === 'untilAnswered';
}

/** What the promise of a command gives. */
export type Result<Case extends Answered> =
  (typeof commands)[Case] extends Rule<Keep, infer Reply, infer Field>
    ? Reply extends 'done'
      ? void
      : Field extends keyof ContentValue<Reply>
        ? NonNullable<ContentValue<Reply>[Field]>
        : ContentValue<Reply>
    : never;

export type Given<Case extends Answered> = Partial<CommandValue<Case>>;

/** The command with the defaults of the protocol for all that is not given. */
export function command<Case extends Answered>(name: Case, given: Given<Case>): Command {
  const value = create(messageOf(name)!);
  for (const [field, content] of Object.entries(given)) {
    if (content !== undefined) {
      Object.assign(value, { [field]: content });
    }
  }
  return { $case: name, value } as unknown as Command;
}

export const noReply = Symbol('not the reply to that command');

/** What the reply holds, or `noReply` where it is not the one that the command is answered with. */
export function readReply<Case extends Answered>(name: Case, content: Content): Result<Case> | typeof noReply {
  const { reply, field } = commands[name];
  if (content.$case !== reply) {
    return noReply;
  }
  if (reply === 'done') {
    return undefined as Result<Case>;
  }
  const value = content.value as unknown as Record<string, unknown>;
  const result = field === undefined ? value : value[field];
  return (result ?? noReply) as Result<Case> | typeof noReply;
}

/** What a frame tells the page as it is: the event, and the field that it is about. */
const toldAs: { [Case in Content['$case']]?: [event: keyof ClientEvents, field?: string] } = {
  presenceChanged: ['presence', 'presence'],
  requestChanged: ['request', 'request'],
  asked: ['request', 'request'],
  issueChanged: ['issue', 'issue'],
  issueOpened: ['issue', 'issue'],
  typingChanged: ['typing'],
  marksChanged: ['marks'],
  signalReceived: ['signal'],
  endingSoon: ['endingSoon'],
  waitingCounts: ['waiting'],
  pushState: ['push'],
  preferences: ['preferences'],
  promiseReminder: ['promiseReminder'],
};

export function asTold(content: Content): { event: keyof ClientEvents; value: unknown } | undefined {
  const [event, field] = toldAs[content.$case] ?? [];
  const value = field === undefined ? content.value : (content.value as unknown as Record<string, unknown>)[field];
  return event === undefined || value === undefined ? undefined : { event, value };
}
