import { mean } from '../../../core/statistics/sample.ts';
import { seededRandom } from '../../../core/seeded-random.ts';
import { chanceBand } from '../../../core/statistics/windows/chance-band.ts';
import { fewestWindows, windowsFor } from '../../../core/statistics/windows/power.ts';
import type { Settings } from '../../contract/probe.ts';
import { connectionsOf } from '../../reader-balance/facts/connections.ts';
import { windowSecondsOf } from '../../reader-balance/facts/facts.ts';
import { readersOf } from '../../reader-balance/facts/readers.ts';
import { type Sample, isOfBalance, only } from '../samples/sample.ts';
import { effectOf, shareOf as fairShareOf } from '../samples/settings.ts';
import type { Changes } from './changes.ts';
import { type Moment, momentsOf, olderThan, shareOf, timeToShare } from './sessions.ts';

export const level = 0.05;

/** What became of a reader that joined, until it left or the probe ended. Times in milliseconds since it joined. */
export interface Joining {
  readonly reader: string;
  readonly ids: readonly string[];
  readonly at: number;
  readonly lasted: number;
  readonly fair: number;
  readonly effect: number;
  readonly firstConnection?: number;
  readonly half?: number;
  readonly ninety?: number;
  /** Clients' new connections since it joined: all, its own, and the windows of one size that they tell as much as. */
  readonly opened: number;
  readonly own: number;
  readonly windows: number;
  /** Windows that are needed to see the effect in 80 % of cases, and to reject anything. */
  readonly needed: number;
  readonly fewest: number;
  readonly windowSeconds: number;
  /** Its share of them that chance alone gives in 95 % of cases. */
  readonly band: readonly [number, number];
  /** Its share of the sessions and of the queries over the last looks. */
  readonly sessions?: number;
  readonly queries?: number;
  /** Of the sessions at the end, those that were opened before it joined. */
  readonly older?: number;
  /** Of the name server's answers since it joined, those that were this reader. */
  readonly answers: number;
  readonly named: number;
  readonly moments: readonly Moment[];
  readonly counts: readonly number[];
}

/** Looks that "at the end" is the mean of. */
const lastLooks = 10;
/** So few queries a second are nobody's load. */
const leastQueries = 2;

/** Undefined when no reader joined. */
export function joiningOf(
  samples: readonly Sample[],
  { joined, left }: Changes,
  settings: Settings,
): Joining | undefined {
  if (joined === undefined) return undefined;
  const { reader, at } = joined;
  const end = left?.at ?? samples.at(-1)?.at ?? at;
  const during = samples.filter((sample) => sample.at < end || left === undefined);
  const readers = readersOf(during.filter(isOfBalance), new Map());
  const place = readers.ids.indexOf(reader);
  const windowSeconds = windowSecondsOf(only(during, 'answer'));
  const since = only(during, 'opened').filter((one) => one.at >= at);
  const connections = connectionsOf(since, [], { readers, windowSeconds }, seededRandom(1));
  const counts = connections?.counts ?? readers.ids.map(() => 0);
  const windows = connections?.effectiveWindows ?? 0;
  const fair = fairShareOf(settings, readers.ids.length);
  const others = (1 - fair) / Math.max(1, readers.ids.length - 1);
  const expected = readers.ids.map((id) => (id === reader ? fair : others));
  const effect = effectOf(settings);
  const moments = momentsOf(during, readers.ids);
  const last = moments.slice(-lastLooks);
  const sessions = meanShare(last.map((moment) => shareOf(moment.sessions, place, 4)));
  const queries = meanShare(last.map((moment) => shareOf(moment.queries, place, leastQueries)));
  const first = since.find((one) => one.reader === reader);
  const reached = (share: number): number | undefined =>
    timeToShare(moments, { place, share, since: at });
  const [half, ninety] = [reached(fair / 2), reached(fair * 0.9)];
  const older = olderThan(during, at, end);
  const answers = only(during, 'answer').filter((one) => one.at >= at && one.asked === 'authority');
  const host = readers.hosts[place];
  return {
    reader,
    ids: readers.ids,
    at,
    lasted: end - at,
    fair,
    effect,
    opened: counts.reduce((sum, count) => sum + count, 0),
    own: counts[place] ?? 0,
    windows,
    needed: windowsFor({ expected, ratio: effect }, level, seededRandom(2)),
    fewest: fewestWindows(readers.ids.length, level),
    windowSeconds,
    band: chanceBand(Math.round(windows), fair, level),
    answers: answers.length,
    named: answers.filter(({ address }) => address === host).length,
    moments,
    counts,
    ...(first === undefined ? {} : { firstConnection: first.at - at }),
    ...(half === undefined ? {} : { half }),
    ...(ninety === undefined ? {} : { ninety }),
    ...(sessions === undefined ? {} : { sessions }),
    ...(queries === undefined ? {} : { queries }),
    ...(older === undefined ? {} : { older }),
  };
}

/** Undefined without any. */
function meanShare(values: readonly (number | undefined)[]): number | undefined {
  const told = values.filter((value) => value !== undefined);
  return told.length === 0 ? undefined : mean(told);
}
