/** The messages of a talk as they are shown: by day, by who wrote them, with how far one's own have come. */
import type { Message, MomentKind, Participant } from '@courtside/client';

/** One's own message that has no number yet. */
export interface PendingMessage {
  commandId: string;
  text: string;
  madeMs: number;
  /** The server refused it. */
  failed?: boolean;
}

/** The part of the connection's state that a talk speaks of. */
export type TalkConnection = 'connected' | 'reconnecting' | 'offline';

export type Delivery = 'sending' | 'failed' | 'sent' | 'received' | 'read';

export type Entry =
  | { kind: 'day'; key: string; ms: number }
  | {
      kind: 'message';
      key: string;
      own: boolean;
      senderId: number;
      /** The first of several in a row by the same person: it carries the name. */
      first: boolean;
      text: string;
      moment: MomentKind | 0;
      redacted: boolean;
      ms: number;
      /** Only of one's own. */
      delivery?: Delivery;
    };

/** A pause after which the name is said again. */
const pauseMs = 5 * 60_000;

export function entriesOf(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  me: number,
  others: readonly Participant[],
): Entry[] {
  const entries: Entry[] = [];
  let before: { senderId: number; ms: number } | undefined;
  const add = (senderId: number, ms: number, rest: Omit<Extract<Entry, { kind: 'message' }>, 'kind' | 'own' | 'senderId' | 'first' | 'ms'>) => {
    const newDay = !before || dayOf(before.ms) !== dayOf(ms);
    if (newDay) entries.push({ kind: 'day', key: `day-${dayOf(ms)}-${entries.length}`, ms });
    const first = newDay || before?.senderId !== senderId || ms - (before?.ms ?? 0) > pauseMs;
    entries.push({ kind: 'message', own: senderId === me, senderId, first, ms, ...rest });
    before = { senderId, ms };
  };
  for (const message of messages) {
    add(message.senderId, message.sentMs, {
      key: `number-${message.number}`,
      text: message.body?.value.text ?? '',
      moment: message.body?.$case === 'moment' ? message.body.value.kind : 0,
      redacted: message.redacted,
      ...(message.senderId === me ? { delivery: deliveryOf(message.number, others) } : {}),
    });
  }
  for (const { commandId, text, madeMs, failed } of pending) {
    add(me, madeMs, { key: `pending-${commandId}`, text, moment: 0, redacted: false, delivery: failed ? 'failed' : 'sending' });
  }
  return entries;
}

/** As far as all the others have it. */
function deliveryOf(number: number, others: readonly Participant[]): Delivery {
  if (others.length === 0) return 'sent';
  if (others.every(({ readTo }) => readTo >= number)) return 'read';
  return others.every(({ deliveredTo }) => deliveredTo >= number) ? 'received' : 'sent';
}

function dayOf(ms: number): string {
  return new Date(ms).toDateString();
}
