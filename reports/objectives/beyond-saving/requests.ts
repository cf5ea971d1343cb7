import { bucketOf } from '../../../core/statistics/log-buckets.ts';
import type { HistogramLine } from '../../../core/statistics/histogram-line.ts';
import type { Period } from '../../evidence/period.ts';
import { type RequestTable, answered, labelOf } from '../../evidence/request-table.ts';
import { nameInWords } from '../../words/names.ts';
import { indicatorInWords } from '../in-words.ts';
import { type BudgetIndicator, fewestSamples, meets, observe } from '../indicator.ts';
import { fewestPoints } from '../kinds/points.ts';
import { appliesTo } from '../request-pattern.ts';
import type { Objectives } from '../schema.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import { followFloor } from './floor.ts';
import { type Follower, followBudget } from './limit.ts';
import { followSeconds } from './seconds.ts';

/** A judged phase while it lasts. Seconds since 1970; `to` as planned, Infinity where nobody knows. */
export interface LivePhase extends Period {
  readonly name: string;
}

const budgets = ['p50', 'p95', 'p99', 'errorRate'] as const;

/** One limit of one objective, and the requests that it is followed for so far. */
interface Limit {
  readonly objective: RequestsObjective;
  readonly indicator: BudgetIndicator | 'throughput';
  readonly limit: number;
  /** By what is judged as one: a name, or '' for all together. */
  readonly followed: Map<string, { readonly names: string[]; readonly follower: Follower }>;
}

/** Follows limits on all requests, or on those of one tenant, through one phase. */
export interface RequestsFollower {
  /** Takes the next second, first as lines and then added up. */
  readonly close: (lines: readonly HistogramLine[], second: RequestTable) => string | undefined;
}

/** What is followed in a phase. */
interface Stake {
  readonly objectives: Objectives;
  readonly phase: LivePhase;
  /** Second since 1970 at which load began. */
  readonly start: number;
  /** Those of the objectives that are followed. */
  readonly own: readonly RequestsObjective[];
  /** All requests so far, for what their rows are called. */
  readonly labels: RequestTable;
  /** Whose requests alone are followed; null for all. */
  readonly tenant: string | null;
}

/**
 * Request names are followed one by one, or together as an objective says. One that is too rare to be judged by itself may
 * be judged with others in the end, so that nothing is said of it before it is no longer rare.
 */
export function followRequests({
  objectives,
  phase,
  start,
  own,
  labels,
  tenant,
}: Stake): RequestsFollower {
  const limits = own.flatMap(limitsOf);
  const whose = tenant === null ? '' : ` of ${nameInWords(tenant)}`;
  let closed = 0;
  let known = 0;

  const followerOf = ({ objective, indicator, limit }: Limit): Follower => {
    const { from, to } = phase;
    const { windows, minimumSamples } = objectives;
    const needed = objective.inSeconds;
    if (needed !== undefined) {
      const fewest = fewestPoints(needed);
      return followSeconds({ indicator, limit, needed, fewest, from, to }, start);
    }
    if (indicator === 'throughput')
      return followFloor({ limit, patience: windows.seconds, from, to }, start);
    const fewest = fewestSamples(indicator, minimumSamples);
    return followBudget({ indicator, limit, fewest, windows, from, to }, start);
  };
  const follow = (limit: Limit, name: string): void => {
    const key = limit.objective.together ? '' : name;
    const one = limit.followed.get(key);
    if (one !== undefined) one.names.push(name);
    else {
      const follower = caughtUp(followerOf(limit), limit, closed);
      limit.followed.set(key, { names: [name], follower });
    }
  };

  return {
    close: (lines, second) => {
      const byLabel = Map.groupBy(lines, (line) => labelOf(labels, line));
      const fresh = [...labels.byName.keys()].slice(known);
      known += fresh.length;
      const reasons = limits.flatMap((limit) => {
        for (const name of fresh) if (isFor(limit, name, labels)) follow(limit, name);
        return Array.from(limit.followed, ([key, { names, follower }]) => {
          const { n, bad } = tallyOf(limit, names, second, byLabel);
          const why = follower.close(n, bad);
          const what = key === '' ? 'all requests' : nameInWords(key);
          return why === undefined
            ? []
            : [
                `${limit.objective.name} cannot be met any more: ${indicatorInWords(limit.indicator)} of ${what}${whose}: ${why}`,
              ];
        }).flat();
      });
      closed += 1;
      return reasons[0];
    },
  };
}

function limitsOf(objective: RequestsObjective): Limit[] {
  return [...budgets, 'throughput' as const].flatMap((indicator) => {
    const limit = objective[indicator];
    return limit === undefined ? [] : [{ objective, indicator, limit, followed: new Map() }];
  });
}

/** How long setup and teardown take says nothing of the load; whether they fail does, but in no second of it. */
function isFor({ objective, indicator }: Limit, name: string, { outside }: RequestTable): boolean {
  const isOnlyLoad = indicator !== 'errorRate' || objective.inSeconds !== undefined;
  return appliesTo(objective, name) && !(isOnlyLoad && outside.has(name));
}

/** A name that comes late had nothing before. */
function caughtUp(follower: Follower, { indicator, objective }: Limit, seconds: number): Follower {
  const bad = objective.inSeconds !== undefined && indicator === 'throughput' ? 1 : 0;
  for (let second = 0; second < seconds; second += 1) follower.close(0, bad);
  return follower;
}

interface Tally {
  readonly n: number;
  readonly bad: number;
}

function tallyOf(
  { objective, indicator, limit }: Limit,
  names: readonly string[],
  second: RequestTable,
  byLabel: ReadonlyMap<string, readonly HistogramLine[]>,
): Tally {
  const lines = names.flatMap((name) => byLabel.get(name) ?? []);
  const when = [{ from: second.origin, to: second.origin + 1 }];
  if (objective.inSeconds !== undefined && indicator !== 'throughput') {
    const { value } = observe(second, names, { indicator, limit }, when);
    return { n: 1, bad: value === undefined || meets(value, limit) ? 0 : 1 };
  }
  if (indicator === 'errorRate')
    return {
      n: sum(lines, ({ n }) => n),
      bad: sum(lines, ({ n, outcome }) => (outcome === 'failed' ? n : 0)),
    };
  const answers = lines.filter(({ outcome }) => answered.includes(outcome));
  const n = sum(answers, (line) => line.n);
  if (indicator !== 'throughput')
    return { n, bad: sum(answers, (line) => surelyBeyond(line, limit)) };
  return { n, bad: objective.inSeconds !== undefined && !meets(n, limit, indicator) ? 1 : 0 };
}

/** How many are longer than a duration in milliseconds for sure: those of later buckets than its own. */
function surelyBeyond({ b }: HistogramLine, ms: number): number {
  const own = bucketOf(Math.ceil(ms * 1000));
  return b.reduce((total, [bucket, n]) => (bucket > own ? total + n : total), 0);
}

function sum(lines: readonly HistogramLine[], of: (line: HistogramLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
