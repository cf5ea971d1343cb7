import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import { type Period, within } from './period.ts';

/** Requests that went to one place, over the whole run. */
export interface HostTotal extends Pick<HostLine, 'host' | 'address'> {
  readonly count: number;
  /** Those of the load itself within the judged time. */
  readonly judged: number;
}

/** Adds lines up by host and address, the most frequent first. */
export async function hostTotals(
  batches: AsyncIterable<readonly HostLine[]>,
  judged: readonly Period[],
): Promise<HostTotal[]> {
  const totals = new Map<string, HostTotal>();
  for await (const batch of batches) for (const line of batch) addTotal(totals, judged, line);
  return [...totals.values()].toSorted((a, b) => b.count - a.count);
}

function addTotal(
  totals: Map<string, HostTotal>,
  judged: readonly Period[],
  { t, host, address, outside, n }: HostLine,
): void {
  const key = JSON.stringify([host, address]);
  const known = totals.get(key);
  const isJudged = outside === undefined && within(judged, t);
  totals.set(key, {
    host,
    address,
    count: (known?.count ?? 0) + n,
    judged: (known?.judged ?? 0) + (isJudged ? n : 0),
  });
}
