/** What somebody has begun to write, kept for this tab through a reload; in memory where storage is blocked. */
export interface Drafts {
  get(name: string): string;
  /** An empty text forgets it. */
  set(name: string, text: string): void;
  /** Forgets all of them. */
  clear(): void;
}

const prefix = 'courtside.draft.';

export function drafts(storage: () => Storage = () => sessionStorage): Drafts {
  const memory = new Map<string, string>();
  return {
    get(name) {
      try {
        return storage().getItem(prefix + name) ?? memory.get(name) ?? '';
      } catch {
        return memory.get(name) ?? '';
      }
    },
    set(name, text) {
      if (text === '') memory.delete(name);
      else memory.set(name, text);
      try {
        if (text === '') storage().removeItem(prefix + name);
        else storage().setItem(prefix + name, text);
      } catch {
        // Blocked or full: the memory has it, which is what there is.
      }
    },
    clear() {
      memory.clear();
      try {
        const names = Array.from({ length: storage().length }, (_, at) => storage().key(at) ?? '');
        for (const name of names) if (name.startsWith(prefix)) storage().removeItem(name);
      } catch {
        // Blocked: there is nothing in it.
      }
    },
  };
}
