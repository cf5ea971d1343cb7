import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import { type Histogram, quantile } from '../../core/statistics/histogram.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { appliesToCheck } from '../objectives/request-pattern.ts';
import { type Objectives, objectivesOf } from '../objectives/schema.ts';
import type { ScriptFigures } from './schema.ts';

/** What a script came to by its own measure, with its checks judged by the objectives that are for them. */
export function scriptFigures(
  { script, parts }: Evidence,
  objectives: Objectives,
): ScriptFigures | null {
  if (script === undefined) return null;
  const { thresholds, checks, metrics, exceptions, outsideExceptions, consoleErrors } = script;
  return {
    thresholds: (thresholds ?? []).map(({ metric, condition, value, crossed, measured }) => ({
      metric,
      condition,
      value,
      met: crossed ? false : measured ? true : null,
    })),
    checks: checks.map((check) => ({ ...check, objective: objectiveFor(check, objectives) })),
    metrics: metrics.map(({ name, kind, values }) => ({ name, kind, values })),
    scenarios: partsOf(parts.get(trendNames.iterations)),
    groups: partsOf(parts.get(trendNames.groups)),
    exceptions: exceptions.count + outsideExceptions.count,
    consoleErrors: consoleErrors.count,
  };
}

function partsOf(
  parts: ReadonlyMap<string, Histogram> = new Map<string, Histogram>(),
): ScriptFigures['scenarios'] {
  return [...parts]
    .map(([name, histogram]) => {
      const at = (q: number): number => Math.round(quantile(histogram, q) ?? 0) / 1000;
      return { name, count: histogram.n, p50: at(0.5), p95: at(0.95) };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

type Check = ScriptSummary['checks'][number];

/** The strictest of the objectives that are for a check. */
function objectiveFor(
  check: Check,
  objectives: Objectives,
): ScriptFigures['checks'][number]['objective'] {
  const [strictest] = objectivesOf('checks', objectives)
    .filter((objective) => appliesToCheck(objective, check.name))
    .toSorted((a, b) => b.passRate - a.passRate);
  if (strictest === undefined) return null;
  const { name, passRate } = strictest;
  const share = shareOf(check);
  return { name, passRate, met: share === undefined ? null : share >= passRate };
}

/** Fraction of a check that passed; undefined when it was never made. */
export function shareOf({ passes, fails }: Pick<Check, 'passes' | 'fails'>): number | undefined {
  return passes + fails === 0 ? undefined : passes / (passes + fails);
}
