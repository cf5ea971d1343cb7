import type { Connections } from '../aws/clients.ts';
import type { Owner } from '../ownership.ts';
import type { Found } from './found.ts';
import { readAlarms } from './alarms.ts';
import { readDashboards } from './dashboards.ts';
import { readEventRules } from './event-rules.ts';
import { readAccountId } from './identity.ts';
import { readMetricFilters } from './metric-filters.ts';
import { readMuteRules } from './mute-rules.ts';
import { readTopics } from './topics.ts';
import type { Reading } from './reading.ts';

/** What exists in an account, as far as it matters to one owner. */
export interface Account {
  readonly accountId: string;
  /** Those that were read, the environment's own first. */
  readonly regions: readonly string[];
  readonly found: readonly Found[];
}

export interface ReadOptions {
  readonly owner: Owner;
  /** The first one is where dashboards, which know no regions, are read. */
  readonly regions: readonly [string, ...string[]];
  /** Keys (see `keyOf`) that definitions want: what has one is read whole, whosever it is. */
  readonly wanted: Pick<ReadonlySet<string>, 'has'>;
  /** Told before each kind of each region is read. */
  readonly onProgress?: (what: string) => void;
}

const readers = [
  ['topics', readTopics],
  ['metric filters', readMetricFilters],
  ['alarms', readAlarms],
  ['mute rules', readMuteRules],
  ['event rules', readEventRules],
] as const;

/**
 * Reads what exists: everything that is the owner's, everything that has a wanted name, and all alarms, since any of them
 * may look at ours. Nothing is changed.
 * @throws aws-credentials, aws-denied, aws-unreachable, aws-throttled, aws-refused
 */
export async function inspectAccount(
  connections: Connections,
  { owner, regions, wanted, onProgress }: ReadOptions,
): Promise<Account> {
  const [home] = regions;
  const accountId = await readAccountId(connections.in(home));
  const found: Found[] = [];
  for (const region of regions) {
    const reading: Reading = { clients: connections.in(region), accountId, owner, wanted };
    for (const [what, read] of readers) {
      onProgress?.(`reading ${what} in ${region}`);
      found.push(...(await read(reading)));
    }
  }
  onProgress?.('reading dashboards');
  found.push(
    ...(await readDashboards({ clients: connections.in(home), accountId, owner, wanted })),
  );
  return { accountId, regions, found };
}
