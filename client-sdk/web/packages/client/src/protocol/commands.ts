import type { ClientEvents } from '../api.js';
import * as wire from '../wire.js';
import type { ClientFrame, ServerFrame } from '../wire.js';
import type { Keep } from './outbox.js';

export type Command = NonNullable<ClientFrame['command']>;
export type Content = NonNullable<ServerFrame['content']>;
type CommandValue<Case extends Command['$case']> = Extract<Command, { $case: Case }>['value'];
type ContentValue<Case extends Content['$case']> = Extract<Content, { $case: Case }>['value'];

interface Rule<How extends Keep, Reply extends Content['$case'], Field> {
  /** Knows the defaults of the fields that are left out. */
  type: { create(): object };
  keep: How;
  /** The frame that answers it, and what of it the promise gives: all, or a field. */
  reply: Reply;
  field: Field;
}

function rule<How extends Keep, Reply extends Content['$case'], Field extends string | undefined = undefined>(
  type: { create(): object },
  keep: How,
  reply: Reply,
  field?: Field,
): Rule<How, Reply, Field> {
  return { type, keep, reply, field: field as Field };
}

/** Every command that is answered: to add one is a line here and a method in `src/client.ts`. */
export const commands = {
  setPresence: rule(wire.SetPresence, 'thisConnection', 'presenceChanged', 'presence'),
  setAvailability: rule(wire.SetAvailability, 'thisConnection', 'presenceChanged', 'presence'),
  openIssue: rule(wire.OpenIssue, 'untilAnswered', 'issueOpened', 'issue'),
  ask: rule(wire.Ask, 'untilAnswered', 'asked', 'request'),
  askAgain: rule(wire.AskAgain, 'untilAnswered', 'asked', 'request'),
  block: rule(wire.Block, 'untilAnswered', 'done'),
  unblock: rule(wire.Unblock, 'untilAnswered', 'done'),
  cancelRequest: rule(wire.CancelRequest, 'untilAnswered', 'done'),
  solvedAlone: rule(wire.SolvedAlone, 'untilAnswered', 'done'),
  takePromise: rule(wire.TakePromise, 'untilAnswered', 'asked', 'request'),
  widenRequest: rule(wire.WidenRequest, 'untilAnswered', 'asked', 'request'),
  offerShown: rule(wire.OfferShown, 'thisConnection', 'done'),
  acceptOffer: rule(wire.AcceptOffer, 'untilAnswered', 'sessionChanged', 'session'),
  declineOffer: rule(wire.DeclineOffer, 'untilAnswered', 'done'),
  joinSession: rule(wire.JoinSession, 'untilAnswered', 'sessionChanged', 'session'),
  sendMessage: rule(wire.SendMessage, 'untilAnswered', 'messageSent'),
  mark: rule(wire.Mark, 'internal', 'done'),
  extend: rule(wire.Extend, 'untilAnswered', 'sessionChanged', 'session'),
  wrongMatch: rule(wire.WrongMatch, 'untilAnswered', 'sessionChanged', 'session'),
  endSession: rule(wire.EndSession, 'untilAnswered', 'sessionChanged', 'session'),
  closeWithWord: rule(wire.CloseWithWord, 'untilAnswered', 'done'),
  fetchIssues: rule(wire.FetchIssues, 'forAWhile', 'issuesPage'),
  fetchSessions: rule(wire.FetchSessions, 'forAWhile', 'sessionsPage'),
  fetchMessages: rule(wire.FetchMessages, 'forAWhile', 'messagesPage'),
  searchMessages: rule(wire.SearchMessages, 'forAWhile', 'searchPage'),
  fetchSkills: rule(wire.FetchSkills, 'forAWhile', 'skillsPage'),
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
  const value = commands[name].type.create();
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
  promiseReminder: ['promiseReminder'],
};

export function asTold(content: Content): { event: keyof ClientEvents; value: unknown } | undefined {
  const [event, field] = toldAs[content.$case] ?? [];
  const value = field === undefined ? content.value : (content.value as unknown as Record<string, unknown>)[field];
  return event === undefined || value === undefined ? undefined : { event, value };
}
