import type { Evidence } from '../evidence/evidence.ts';
import { countOf, everyOutcome, requestNames } from '../evidence/request-table.ts';
import { count, list, milliseconds, offset, percent, plural, significant } from '../words/figures.ts';
import { fewestSamples, meets, observe } from './indicator.ts';
import { appliesTo } from './request-pattern.ts';
import type { Indicator, ObjectiveResult, WindowsResult } from './result.ts';
import type { Objective, Objectives, Windows } from './schema.ts';
import { type Limit, judgeWindows } from './windows.ts';

const indicators: readonly Indicator[] = ['p50', 'p95', 'p99', 'errorRate'];

/**
 * Judges every limit of every objective in the hold: it is met when it is met over the whole hold and each
 * window keeps to the burn rate. Request names too rare to be judged by themselves are judged together.
 */
export function judgeObjectives(evidence: Evidence, objectives: Objectives): ObjectiveResult[] {
  return objectives.objectives.flatMap((objective) =>
    indicators.flatMap((indicator) => {
      const limit = objective[indicator];
      if (limit === undefined) return [];
      const fewest = fewestSamples(indicator, objectives.minimumSamples);
      return groupsOf(evidence, objective, { indicator, limit }, fewest).map((group) =>
        judge(evidence, objectives, objective, group, {
          requests: group.requests,
          indicator,
          limit,
          fewest,
        }),
      );
    }),
  );
}

/** Requests that are judged as one, and what to call them. */
interface Group {
  readonly label: string;
  readonly requests: readonly string[];
}

function groupsOf(
  evidence: Evidence,
  objective: Objective,
  limit: Pick<Limit, 'indicator' | 'limit'>,
  fewest: number,
): Group[] {
  const { requests, hold } = evidence;
  const names = requestNames(requests).filter(
    (name) => appliesTo(objective, name) && countOf(requests, [name], everyOutcome, hold) > 0,
  );
  if (names.length === 0) return [];
  if (objective.together) return [{ label: 'all requests', requests: names }];
  const rare = names.filter((name) => observe(requests, [name], limit, hold).samples < fewest);
  const own = names
    .filter((name) => !rare.includes(name))
    .map((name) => ({ label: name, requests: [name] }));
  if (rare.length === 0) return own;
  return [
    ...own,
    { label: rare.length === 1 ? String(rare[0]) : `${list(rare, 4)} together`, requests: rare },
  ];
}

function judge(
  evidence: Evidence,
  { windows }: Objectives,
  objective: Objective,
  group: Group,
  limit: Limit,
): ObjectiveResult {
  const { samples, value } = observe(evidence.requests, limit.requests, limit, evidence.hold);
  const inWindows = judgeWindows(evidence.requests, limit, evidence.hold, windows);
  const judged = value !== undefined && samples >= limit.fewest;
  const write = limit.indicator === 'errorRate' ? percent : milliseconds;
  return {
    name: `${objective.name}: ${limit.indicator === 'errorRate' ? 'error rate' : limit.indicator} of ${group.label}`,
    objective: objective.name,
    requests: group.requests,
    indicator: limit.indicator,
    expected: `${boundInWords(limit)}${allowanceInWords(limit, inWindows.allowed, windows)}`,
    observed: judged
      ? `${write(value)}${windowsInWords(inWindows, limit)}`
      : `only ${plural(samples, 'answer')}, ${count(limit.fewest)} are needed to judge`,
    met: judged ? meets(value, limit.limit) && inWindows.met === inWindows.judged : null,
    limit: limit.limit,
    value: value ?? null,
    samples,
    windows: inWindows,
  };
}

/** `< 1,000 ms`, `none`. */
export function boundInWords({ indicator, limit }: Pick<Limit, 'indicator' | 'limit'>): string {
  if (limit === 0) return 'none';
  return `< ${indicator === 'errorRate' ? percent(limit) : milliseconds(limit)}`;
}

function allowanceInWords(
  { indicator, limit }: Limit,
  allowed: number,
  { seconds, burnRate }: Windows,
): string {
  if (limit === 0) return '';
  const bad = indicator === 'errorRate' ? 'failed' : 'slower';
  const times = burnRate === 1 ? '' : ` (up to ${Number(burnRate.toFixed(2))} times the budget)`;
  return `, and at most ${percent(allowed)} ${bad} in any ${seconds} s${times}`;
}

/** `, at worst 8.2 times the budget from +0:35 (41 % slower than 300 ms)`; empty when no window was judged. */
export function windowsInWords(
  { judged, met, worst }: WindowsResult,
  { indicator, limit }: Pick<Limit, 'indicator' | 'limit'>,
): string {
  if (worst === null) return '';
  const from = `from ${offset(worst.from)}`;
  const write = indicator === 'errorRate' ? percent : milliseconds;
  if (worst.bad === 0 || worst.burnRate === null) return `, at worst ${write(worst.value)} ${from}`;
  const share = met === judged ? '' : `, kept to in ${count(met)} of ${plural(judged, 'window')}`;
  const what =
    indicator === 'errorRate'
      ? `${percent(worst.bad)} failed`
      : `${percent(worst.bad)} slower than ${milliseconds(limit)}`;
  return `${share}, at worst ${significant(worst.burnRate)} times the budget ${from} (${what})`;
}
