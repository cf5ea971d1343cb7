import { observers } from '../probes/observers/index.ts';
import type { Observation } from '../probes/observers/observer.ts';
import { type Seen, appendAll } from './append-all.ts';

/** What is watched while the load runs, everything unless `which` names some; `seen` is told of each record. Each ends when the signal aborts, and fails when its disk is full. */
export function observe(
  folder: string,
  observation: Observation,
  seen: Seen | undefined,
  which: readonly string[] = Object.keys(observers),
): Promise<void>[] {
  return Object.entries(observers).flatMap(([name, { file, watch }]) => {
    if (!which.includes(name)) return [];
    const source = watch(observation);
    return source === undefined ? [] : [appendAll(folder, file, source, seen)];
  });
}
