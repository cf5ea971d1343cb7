import type { Evidence } from '../evidence/evidence.ts';
import { countOf, everyOutcome, requestNames } from '../evidence/request-table.ts';
import { count, list, milliseconds, offset, percent, plural } from '../words.ts';
import { fewestSamples, meets, observe } from './indicator.ts';
import { appliesTo } from './request-pattern.ts';
import type { Indicator, ObjectiveResult, WindowsResult } from './result.ts';
import type { Objective, Objectives } from './schema.ts';
import { type Limit, judgeWindows } from './windows.ts';

const indicators: readonly Indicator[] = ['p50', 'p95', 'p99', 'errorRate'];

/**
 * Judges every limit of every objective in the hold: it is met when it is met over the whole hold and in the asked
 * share of the windows. Request names too rare to be judged by themselves are judged together.
 */
export function judgeObjectives(evidence: Evidence, objectives: Objectives): ObjectiveResult[] {
  return objectives.objectives.flatMap((objective) =>
    indicators.flatMap((indicator) => {
      const limit = objective[indicator];
      if (limit === undefined) return [];
      const fewest = fewestSamples(indicator, objectives.minimumSamples);
      return groupsOf(evidence, objective, indicator, fewest).map((group) =>
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
  indicator: Indicator,
  fewest: number,
): Group[] {
  const { requests, hold } = evidence;
  const names = requestNames(requests).filter(
    (name) => appliesTo(objective, name) && countOf(requests, [name], everyOutcome, hold) > 0,
  );
  if (names.length === 0) return [];
  if (objective.together) return [{ label: 'all requests', requests: names }];
  const rare = names.filter((name) => observe(requests, [name], indicator, hold).samples < fewest);
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
  const { samples, value } = observe(
    evidence.requests,
    limit.requests,
    limit.indicator,
    evidence.hold,
  );
  const inWindows = judgeWindows(evidence.requests, limit, evidence.hold, windows);
  const judged = value !== undefined && samples >= limit.fewest;
  const enough = inWindows.judged === 0 || inWindows.met / inWindows.judged >= windows.share;
  const write = limit.indicator === 'errorRate' ? percent : milliseconds;
  const bound = limit.limit === 0 ? 'none' : `< ${write(limit.limit)}`;
  return {
    name: `${objective.name}: ${limit.indicator === 'errorRate' ? 'error rate' : limit.indicator} of ${group.label}`,
    objective: objective.name,
    requests: group.requests,
    indicator: limit.indicator,
    expected: `${bound}, also in ${percent(windows.share)} of the windows of ${windows.seconds} s`,
    observed: judged
      ? `${write(value)}${windowsInWords(inWindows, write)}`
      : `only ${plural(samples, 'answer')}, ${count(limit.fewest)} are needed to judge`,
    met: judged ? meets(value, limit.limit) && enough : null,
    limit: limit.limit,
    value: value ?? null,
    samples,
    windows: inWindows,
  };
}

function windowsInWords(
  { judged, met, worst }: WindowsResult,
  write: (value: number) => string,
): string {
  if (worst === null) return '';
  const share = met === judged ? '' : `, met in ${count(met)} of ${plural(judged, 'window')}`;
  return `${share}, at worst ${write(worst.value)} from ${offset(worst.from)}`;
}
