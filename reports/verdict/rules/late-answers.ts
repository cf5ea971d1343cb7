import { merge, quantile } from '../../../core/statistics/histogram.ts';
import { isJudged } from '../../../core/run-folder/manifest/phase.ts';
import type { Period, PhasePeriod } from '../../evidence/period.ts';
import {
  answered,
  countOf,
  durations,
  everyOutcome,
  loadNames,
} from '../../evidence/request-table.ts';
import { late } from '../../evidence/late.ts';
import { indicatorInWords, targetInWords, valueInWords } from '../../objectives/in-words.ts';
import { fewestSamples, meets } from '../../objectives/indicator.ts';
import { appliesTo } from '../../objectives/request-pattern.ts';
import { holdsIn } from '../../objectives/kinds/index.ts';
import { viewsOf } from '../../objectives/kinds/tenants.ts';
import { type Indicator, percentiles } from '../../objectives/result.ts';
import { objectivesOf } from '../../objectives/schema.ts';
import type { RequestsObjective } from '../../objectives/schema/requests.ts';
import { count, list, percent, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/** A run as one objective sees it: all of it, or one tenant's requests. */
type View = JudgedRun & {
  readonly objective: RequestsObjective;
  readonly tenant: string | null;
};

/** Requests that are judged as one. */
interface Group {
  readonly names: readonly string[];
  readonly scope: string;
}

const ofLatency = ['p50', 'p95', 'p99'] as const;

/**
 * What was sent while the run is judged and ended after it is of the judged load as well: a timeout comes a minute late.
 * It can make an objective missed, and none met.
 */
export const lateAnswers: Rule = (run) =>
  lastJudged(run).flatMap((phase) => {
    const { period } = phase;
    const { requests } = run.evidence;
    const failed = loadNames(requests).flatMap((name) => {
      const { n } = late(requests, [name], ['failed'], period);
      return n === 0 ? [] : [{ name, n }];
    });
    const judged = objectivesOf('requests', run.objectives).filter(
      (objective) => objective.inSeconds === undefined && holdsIn(objective, phase),
    );
    const missed = judged.flatMap((objective) =>
      viewsOf({ ...run, objective }).flatMap((view) =>
        groupsOf(view).flatMap((group) => [
          ...errorsMissed(view, group, period),
          ...latencyMissed(view, group, period),
        ]),
      ),
    );
    if (failed.length === 0) return missed;
    const total = failed.reduce((sum, { n }) => sum + n, 0);
    const summary = `${plural(total, 'request')} sent in the judged time failed after it: ${list(failed.map(({ name, n }) => `${count(n)} of ${nameInWords(name)}`))}${reasonsOf(run, failed, period)}.`;
    return [...missed, { severity: missed.length > 0 ? 'missed' : 'remark', summary }];
  });

/** Judged phases after which nothing is done to the system: where a fault follows, it is the fault that they met. */
function lastJudged({ evidence: { phases, judged } }: JudgedRun): PhasePeriod[] {
  const ends = new Set(judged.map(({ to }) => to));
  return phases.flatMap((phase, index) => {
    const next = phases[index + 1];
    const isLast = isJudged(phase) && ends.has(phase.period.to) && next?.kind !== 'fault';
    return isLast && phase.period.to > phase.period.from ? [phase] : [];
  });
}

function groupsOf({ evidence, objective, tenant }: View): Group[] {
  const names = loadNames(evidence.requests).filter((name) => appliesTo(objective, name));
  const whose = tenant === null ? '' : ` of ${nameInWords(tenant)}`;
  if (objective.together) return [{ names, scope: `all requests${whose}` }];
  return names.map((name) => ({ names: [name], scope: `${nameInWords(name)}${whose}` }));
}

function errorsMissed(view: View, { names, scope }: Group, period: Period): Told[] {
  const { requests } = view.evidence;
  const { errorRate: limit } = view.objective;
  const failedLate = late(requests, names, ['failed'], period).n;
  if (limit === undefined || failedLate === 0 || isMissed(view, names, 'errorRate')) return [];
  const failed = failedLate + countOf(requests, names, ['failed'], [period]);
  const all =
    late(requests, names, everyOutcome, period).n +
    countOf(requests, names, everyOutcome, [period]);
  if (meets(failed / all, limit)) return [];
  const target = targetInWords({ indicator: 'errorRate', limit });
  const summary = `With ${count(failedLate)} that were sent in the judged time and failed after it, ${count(failed)} of ${count(all)} requests failed of ${scope} (${percent(failed / all)}, ${target}).`;
  return [{ severity: 'missed', summary }];
}

function latencyMissed(view: View, { names, scope }: Group, period: Period): Told[] {
  const { requests } = view.evidence;
  const slow = late(requests, names, answered, period);
  if (slow.n === 0) return [];
  return ofLatency.flatMap((indicator) => {
    const limit = view.objective[indicator];
    if (limit === undefined || isMissed(view, names, indicator)) return [];
    const all = durations(requests, names, answered, [period]);
    merge(all, slow);
    const value = (quantile(all, percentiles[indicator]) ?? 0) / 1000;
    const fewest = fewestSamples(indicator, view.objectives.minimumSamples);
    if (all.n < fewest || meets(value, limit)) return [];
    const summary = `With ${plural(slow.n, 'answer')} to what was sent in the judged time that came after it, ${scope} has ${indicatorInWords(indicator)} ${valueInWords(indicator, value)}, ${targetInWords({ indicator, limit })}.`;
    return [{ severity: 'missed' as const, summary }];
  });
}

/** Whether it is told already that requests of these names miss an objective. */
function isMissed({ results, tenant }: View, names: readonly string[], of: Indicator): boolean {
  return results.some(
    ({ met, indicator, requests, ...result }) =>
      met === false &&
      indicator === of &&
      result.tenant === tenant &&
      names.every((name) => requests.includes(name)),
  );
}

/** ` (request timeout)`: what most of them failed for, as far as it is recorded. */
function reasonsOf(
  { evidence }: JudgedRun,
  failed: readonly { readonly name: string }[],
  { to }: Period,
): string {
  const [most] = evidence.failures.filter(
    ({ name, last }) => last >= to && failed.some((of) => of.name === name),
  );
  return most === undefined ? '' : ` (${most.reason})`;
}
