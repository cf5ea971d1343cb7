import { BilanciaError } from '../../../core/errors.ts';
import type { Connections } from '../../aws/clients.ts';
import type { Owner } from '../resource/ownership.ts';
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
  /** What could not be read because the endpoint does not offer it. */
  readonly unread: readonly Unread[];
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

export interface Unread {
  /** `mute rules in eu-west-1` */
  readonly what: string;
  /** What the keys of the kind begin with. */
  readonly prefix: string;
  readonly failure: BilanciaError;
}

type Reader = readonly [
  what: string,
  read: (reading: Reading) => Promise<Found[]>,
  /** What the keys of the kind begin with. */
  prefix: string,
];

const readers: readonly Reader[] = [
  ['topics', readTopics, 'topic '],
  ['metric filters', readMetricFilters, 'metric-filter '],
  ['alarms', readAlarms, 'alarm '],
  ['mute rules', readMuteRules, 'mute-rule '],
  ['event rules', readEventRules, 'event-rule '],
];
const dashboards: Reader = ['dashboards', readDashboards, 'dashboard '];

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
  const unread: Unread[] = [];
  for (const region of regions) {
    const reading: Reading = { clients: connections.in(region), accountId, owner, wanted };
    const ofRegion = region === home ? [...readers, dashboards] : readers;
    for (const [what, read, prefix] of ofRegion) {
      onProgress?.(`reading ${what} in ${region}`);
      try {
        found.push(...(await read(reading)));
      } catch (thrown) {
        // A simulator, or a region in which a feature is not offered yet: no matter where nobody wants it.
        if (!isUnimplemented(thrown)) throw thrown;
        unread.push({ what: `${what} in ${region}`, prefix, failure: thrown });
      }
    }
  }
  return { accountId, regions, found, unread };
}

function isUnimplemented(thrown: unknown): thrown is BilanciaError {
  return thrown instanceof BilanciaError && thrown.code === 'aws-unimplemented';
}
