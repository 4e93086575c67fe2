/** What the coach has tried out on this device, so that the desk can say honestly what would be missed. */
export type Tested = 'untested' | 'works' | 'fails';

export interface Channel {
  sound: Tested;
  notification: Tested;
}

const key = 'courtside.desk.channel';
/** Devices, head sets and settings change: a test does not hold for longer. */
const holdsMs = 14 * 24 * 60 * 60 * 1000;

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

export function readChannel(storage: Kept | undefined, nowMs: number): Channel {
  const none: Channel = { sound: 'untested', notification: 'untested' };
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return none;
    const { sound, notification, atMs } = kept as Record<string, unknown>;
    if (typeof atMs !== 'number' || atMs > nowMs || nowMs - atMs > holdsMs) return none;
    return { sound: tested(sound), notification: tested(notification) };
  } catch {
    return none;
  }
}

export function keepChannel(storage: Kept | undefined, channel: Channel, nowMs: number): void {
  try {
    storage?.setItem(key, JSON.stringify({ ...channel, atMs: nowMs }));
  } catch {
    // Full or blocked: it is asked again after a reload.
  }
}

function tested(value: unknown): Tested {
  return value === 'works' || value === 'fails' ? value : 'untested';
}
