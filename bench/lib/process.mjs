// What Linux tells of a process and of those it started.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Memory of a process in MB: `VmRSS` at present, `VmHWM` at its highest. */
export function memory(pid, which) {
  const line = new RegExp(`${which}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line[1]) / 1024;
}

/** Makes VmHWM begin anew from what is used at present; false where Linux does not allow it. */
export function forgetPeak(pid) {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return true;
  } catch {
    return false;
  }
}

/** Processor time in ms of one process, to the microsecond, all its threads together. */
export function cpuOfProcess(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);
}

/** Processes, each with its parent, its processor time in ms, and that of the children that it has waited for. */
function processes() {
  // One that ends while they are read would be counted twice or not at all: its time goes over to its parent.
  for (let before = glance(); ; ) {
    const now = glance();
    if (now.size === before.size && [...now.keys()].every((pid) => before.has(pid))) return now;
    before = now;
  }
}

function glance() {
  const found = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ').map(Number);
      found.set(Number(pid), { parent: fields[1], own: (fields[11] + fields[12]) * 10, reaped: (fields[13] + fields[14]) * 10 });
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

/** Processor time in ms that a process and everything below it has taken. */
export function cpu(root) {
  const all = processes();
  const under = [root];
  for (const pid of under) for (const [child, { parent }] of all) if (parent === pid) under.push(child);
  return under.reduce((sum, pid) => sum + (all.get(pid)?.own ?? 0) + (pid === root ? (all.get(pid)?.reaped ?? 0) : 0), 0);
}

/** Memory in MB of a process and everything below it. */
export function memoryOfTree(root) {
  const all = processes();
  const under = [root];
  for (const pid of under) for (const [child, { parent }] of all) if (parent === pid) under.push(child);
  return under.reduce((sum, pid) => sum + (all.has(pid) ? memory(pid, 'VmRSS') : 0), 0);
}

/** Memory in MB of a process and everything below it, in which pages that several share count once in all (PSS). */
export function shareOfTree(root) {
  const all = processes();
  const under = [root];
  for (const pid of under) for (const [child, { parent }] of all) if (parent === pid) under.push(child);
  return under.reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
    } catch {
      // It ended meanwhile.
      return sum;
    }
  }, 0);
}

/** Processor time in ms that all programs of the machine have taken, and that it was kept waiting by others. */
export function cpuOfMachine() {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) * 10;
}

/** Processor time in ms of this process and of the children that it has waited for. */
export function cpuOfSelf() {
  const self = processes().get(process.pid);
  return self.own + self.reaped;
}
