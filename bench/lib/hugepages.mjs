// Huge pages for the buffers of PostgreSQL, as its documentation advises for large ones ("Linux Huge Pages"): whoever
// looks up much in a large register waits for memory otherwise.
import { readFileSync, writeFileSync } from 'node:fs';

const SETTING = '/proc/sys/vm/nr_hugepages';
/** What PostgreSQL shares besides its buffers, as a part of these. */
const BESIDES = 0.1;
/** The private PostgreSQL takes a quarter of memory for its buffers, up to so many bytes. */
const MOST = 4 * 2 ** 30;

const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0);

/** How many megabytes of huge pages there are. */
export const reserved = () => Math.round((kilobytes('HugePages_Total') * kilobytes('Hugepagesize')) / 1024);

/** Reserves them, where this user may; gives a function that sets what was set before. */
export function reserve() {
  const page = kilobytes('Hugepagesize') * 1024;
  const before = readFileSync(SETTING, 'utf8').trim();
  const wanted = Math.ceil((Math.min(MOST, (kilobytes('MemTotal') * 1024) / 4) * (1 + BESIDES)) / page);
  if (!(Number(before) < wanted)) return () => {};
  try {
    writeFileSync(SETTING, String(wanted));
  } catch {
    return () => {};
  }
  return () => writeFileSync(SETTING, before);
}
