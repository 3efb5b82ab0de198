/**
 * Processor time and memory of processes, as Linux counts them: what a server costs does not depend on who else uses the machine.
 *
 * Ticks are of 10 ms, so a round has to last some seconds.
 */
import { readdirSync, readFileSync } from 'node:fs';

const MILLISECONDS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and been waited for. */
  readonly ended: number;
}

function statOf(processId: number | string): Stat | undefined {
  try {
    // The second field is the program's name in brackets and may hold anything.
    const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    const at = (field: number): number => Number(fields[field - 3]);
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return undefined;
  }
}

/** Of all threads of one process, in milliseconds. */
export function processorTimeOf(processId: number): number {
  return (statOf(processId)?.own ?? 0) * MILLISECONDS_PER_TICK;
}

/** Of a PostgreSQL server: its first process, its back ends, and those that have gone. */
export function processorTimeOfFamily(processId: number): number {
  const first = statOf(processId);
  let ticks = (first?.own ?? 0) + (first?.ended ?? 0);
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(entry);
    if (stat?.parent === processId) ticks += stat.own;
  }
  return ticks * MILLISECONDS_PER_TICK;
}

/** Resident now and at most so far, in megabytes. */
export function memoryOf(processId: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  const megabytes = (field: string): number => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
