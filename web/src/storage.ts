import type { Storage } from '@graphiql/toolkit';

/**
 * Where the page keeps tabs, history and settings, if the browser keeps nothing for it: in memory, until the page is
 * closed. Nothing where the browser does, since GraphiQL then uses that, under names of its own.
 */
export const storage: Storage | undefined = isKept() ? undefined : inMemory();

/** A browser set to block all storage throws at the mere mention of it; some have none. */
function isKept(): boolean {
  try {
    localStorage.getItem('graphiql:tabState');
    return true;
  } catch {
    return false;
  }
}

function inMemory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  };
}
