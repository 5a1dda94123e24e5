import { useSyncExternalStore } from 'react';

/** An answer that has come. */
interface Answer {
  readonly response: Response;
  readonly text: string;
  /** From the press of the button to the last byte. */
  readonly milliseconds: number;
}

let last: string | undefined;
const listeners = new Set<() => void>();

/** Keeps what the last answer took. */
export function note({ response, text, milliseconds }: Answer) {
  // `Server-Timing: total;dur=1.234` is the server's own share, in milliseconds.
  const server = /\btotal;dur=([\d.]+)/.exec(response.headers.get('server-timing') ?? '')?.[1];
  last = [
    server === undefined ? undefined : `Server: ${Number(server).toFixed(1)} ms`,
    `with the network: ${milliseconds.toFixed(0)} ms`,
    `answer: ${(new Blob([text]).size / 1_000).toFixed(1)} kB`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
  for (const listener of listeners) listener();
}

/** What the last answer took, in words; nothing before the first. */
export function useTiming(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
}
