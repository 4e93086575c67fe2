import type { KeyValueStorage } from '../api.js';

const check = 'courtside.check';

/** The storage, or undefined where it is blocked: some browsers throw at the first look, some at the first use. */
export function usable(find: () => KeyValueStorage | null | undefined): KeyValueStorage | undefined {
  try {
    const storage = find();
    if (storage) {
      storage.setItem(check, '1');
      storage.removeItem(check);
    }
    return storage ?? undefined;
  } catch {
    return undefined;
  }
}

const deviceKey = 'courtside.device';

/** The same at each start in this browser, where it can be kept. */
export function deviceIdIn(storage: KeyValueStorage | undefined, fresh: string): string {
  const known = storage?.getItem(deviceKey);
  if (known && known.length <= 64) {
    return known;
  }
  storage?.setItem(deviceKey, fresh);
  return fresh;
}
