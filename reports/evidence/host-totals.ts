import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { Fold } from './fold.ts';

/** Requests that went to one place, over the whole run. */
export interface HostTotal extends Pick<HostLine, 'host' | 'address'> {
  readonly count: number;
  /** Those of the load itself within the judged time. */
  readonly judged: number;
}

/** Adds lines up by host and address, the most frequent first; `isJudged` is asked of a second when its line comes. */
export function hostFold(isJudged: (second: number) => boolean): Fold<HostLine, HostTotal[]> {
  const totals = new Map<string, HostTotal>();
  return {
    add: (batch) => {
      for (const line of batch) addTotal(totals, line, isJudged(line.t));
    },
    value: () => [...totals.values()].toSorted((a, b) => b.count - a.count),
  };
}

function addTotal(
  totals: Map<string, HostTotal>,
  { host, address, outside, n }: HostLine,
  isJudged: boolean,
): void {
  const key = JSON.stringify([host, address]);
  const known = totals.get(key);
  totals.set(key, {
    host,
    address,
    count: (known?.count ?? 0) + n,
    judged: (known?.judged ?? 0) + (isJudged && outside === undefined ? n : 0),
  });
}
