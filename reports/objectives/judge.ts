import type { Evidence } from '../evidence/evidence.ts';
import { isJudged } from '../../core/run-folder/manifest/phase.ts';
import type { PhasePeriod } from '../evidence/period.ts';
import { countOf, everyOutcome, loadNames, requestNames } from '../evidence/request-table.ts';
import { count, list, plural } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import { defaultObjectives } from './defaults.ts';
import {
  allowanceInWords,
  boundInWords,
  indicatorInWords,
  valueInWords,
  windowsInWords,
} from './in-words.ts';
import { fewestSamples, meets, observe } from './indicator.ts';
import { appliesTo } from './request-pattern.ts';
import type { Indicator, ObjectiveResult } from './result.ts';
import type { Objective, Objectives } from './schema.ts';
import { type Limit, judgeWindows } from './windows.ts';

const indicators: readonly Indicator[] = ['p50', 'p95', 'p99', 'errorRate'];

/**
 * Judges every limit of every objective in each judged phase: it is met when it is met over the whole phase and each
 * window keeps to the burn rate. Request names too rare to be judged by themselves are judged together.
 */
export function judgeObjectives(evidence: Evidence, objectives: Objectives): ObjectiveResult[] {
  const phases = evidence.phases.filter(isJudged);
  return phases.flatMap((phase) =>
    objectives.objectives.flatMap((objective) => {
      const where = {
        evidence,
        objectives,
        objective,
        phase,
        phaseName: phases.length > 1 ? phase.name : null,
      };
      return indicators.flatMap((indicator) => judgeIndicator(where, indicator));
    }),
  );
}

/** One objective in one phase. */
interface Where {
  readonly evidence: Evidence;
  readonly objectives: Objectives;
  readonly objective: Objective;
  readonly phase: PhasePeriod;
  readonly phaseName: string | null;
}

function judgeIndicator(where: Where, indicator: Indicator): ObjectiveResult[] {
  const limit = where.objective[indicator];
  if (limit === undefined) return [];
  const fewest = fewestSamples(indicator, where.objectives.minimumSamples);
  return groupsOf(where, { indicator, limit }, fewest).map(({ scope, requests }) =>
    judge(where, scope, { requests, indicator, limit, fewest }),
  );
}

/** Requests that are judged as one, and what to call them. */
type Group = Pick<ObjectiveResult, 'scope' | 'requests'>;

function groupsOf(
  { evidence: { requests }, objective, phase }: Where,
  limit: Pick<Limit, 'indicator' | 'limit'>,
  fewest: number,
): Group[] {
  const when = [phase.period];
  // How long setup and teardown take says nothing of the load; whether they fail does.
  const rows = limit.indicator === 'errorRate' ? requestNames(requests) : loadNames(requests);
  const names = rows.filter(
    (name) => appliesTo(objective, name) && countOf(requests, [name], everyOutcome, when) > 0,
  );
  if (names.length === 0) return [];
  if (objective.together) return [{ scope: 'all requests', requests: names }];
  const isRare = (name: string): boolean => observe(requests, [name], limit, when).samples < fewest;
  const rare = new Set(names.filter(isRare));
  const own = names
    .filter((name) => !rare.has(name))
    .map((name) => ({ scope: nameInWords(name), requests: [name] }));
  if (rare.size === 0) return own;
  return [
    ...own,
    {
      scope: `${list([...rare].map(nameInWords), 4)}${rare.size === 1 ? '' : ' together'}`,
      requests: [...rare],
    },
  ];
}

function judge(
  { evidence, objectives, objective, phase, phaseName }: Where,
  scope: string,
  limit: Limit,
): ObjectiveResult {
  const { indicator, fewest } = limit;
  const { samples, value } = observe(evidence.requests, limit.requests, limit, [phase.period]);
  const windows = judgeWindows(evidence.requests, limit, objectives.windows, {
    period: phase.period,
    loadStart: evidence.loadStart,
  });
  const judged = value !== undefined && samples >= fewest;
  const of = `${indicatorInWords(indicator)} of ${scope}`;
  return {
    name: `${objective.name}: ${of}${phaseName === null ? '' : ` in ${phaseName}`}`,
    objective: objective.name,
    origin: objectives === defaultObjectives ? 'default' : 'given',
    phase: phaseName,
    scope,
    requests: limit.requests,
    indicator,
    expected: `${boundInWords(limit)}${allowanceInWords(limit, windows)}`,
    observed: judged
      ? [valueInWords(indicator, value), windowsInWords(limit, windows)]
          .filter((part) => part !== undefined)
          .join('; ')
      : `${plural(samples, 'answer')}, at least ${count(fewest)} needed`,
    met: judged ? meets(value, limit.limit) && windows.met === windows.judged : null,
    limit: limit.limit,
    value: value ?? null,
    samples,
    fewest,
    windows,
  };
}
