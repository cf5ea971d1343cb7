import { observers } from '../probes/observers/index.ts';
import type { Observation } from '../probes/observers/observer.ts';
import { type Seen, appendAll } from './append-all.ts';

/** Everything that is watched while the load runs; `seen` is told of each record. Each ends when the signal aborts, and fails when its disk is full. */
export function observe(
  folder: string,
  observation: Observation,
  seen: Seen | undefined,
): Promise<void>[] {
  return Object.values(observers).flatMap(({ file, watch }) => {
    const source = watch(observation);
    return source === undefined ? [] : [appendAll(folder, file, source, seen)];
  });
}
