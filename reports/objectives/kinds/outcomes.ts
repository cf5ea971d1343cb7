import { byStatus } from '../../../core/run-folder/files/series.ts';
import type { RequestOutcome } from '../../../core/statistics/histogram-line.ts';
import { requestOutcomes } from '../../../core/statistics/histogram-line.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Period } from '../../evidence/period.ts';
import { countOf, everyOutcome } from '../../evidence/request-table.ts';
import { endsIn } from '../../evidence/ends-by-status.ts';
import { list } from '../../words/figures.ts';
import type { ObjectiveResult } from '../result.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import { loadGroups } from './groups.ts';
import type { Where } from './kind.ts';
import { type Share, judgeShare } from './whole.ts';

/** Shares of outcomes and of HTTP statuses, over the whole phase. */
export function judgeOutcomes(where: Where<RequestsObjective>): ObjectiveResult[] {
  const { outcomes = {} } = where.objective;
  const { evidence, phase } = where;
  return Object.entries(outcomes).flatMap(([outcome, limit]) =>
    loadGroups(where)
      .filter(
        ({ requests }) => countOf(evidence.requests, requests, everyOutcome, [phase.period]) > 0,
      )
      .map(({ scope, requests }) =>
        judgeShare(where, shareOf(where, requests, outcome), {
          scope: `${outcome} of ${scope}`,
          requests,
          limit,
          counted: 'request',
        }),
      ),
  );
}

function shareOf(
  { evidence, phase: { period }, tenant }: Where<RequestsObjective>,
  names: readonly string[],
  outcome: string,
): Share {
  const counted = (outcomes: readonly RequestOutcome[]): number =>
    countOf(evidence.requests, names, outcomes, [period]);
  const common = { indicator: 'outcome', all: counted(everyOutcome) } as const;
  const own = requestOutcomes.find((name) => name === outcome);
  if (own !== undefined) return { ...common, bad: counted([own]) };
  const failures = evidence.failures.filter(({ name }) => names.includes(name));
  const within = failures.map(({ status, seconds }) => ({ status, n: countIn(seconds, period) }));
  const explained = within.reduce((sum, { n }) => sum + n, 0);
  const untold = Math.max(0, counted(['failed']) - explained);
  const bad = within.reduce((sum, { status, n }) => (isOf(status, outcome) ? sum + n : sum), 0);
  const shed = shedWith(evidence, outcome, counted(['shed']));
  const why = [
    ...(untold > 0
      ? [`why they failed is not recorded${tenant === null ? '' : ' by tenant'}`]
      : []),
    ...(shed.unknown > 0 ? ['statuses that the script expects are not told by name'] : []),
  ];
  return { ...common, bad: bad + shed.bad, unknown: untold + shed.unknown, because: list(why) };
}

/** Requests that were turned away as the script expects: their statuses are counted for all names together. */
function shedWith(
  { series }: Evidence,
  outcome: string,
  n: number,
): { readonly bad: number; readonly unknown: number } {
  const ends = endsIn(series, byStatus.shed);
  const isFit = ends.map(({ status }) => status !== undefined && isOf(status, outcome));
  if (n === 0 || (ends.length > 0 && !isFit.includes(true) && ends.every(hasStatus)))
    return { bad: 0, unknown: 0 };
  return ends.length > 0 && isFit.every(Boolean) ? { bad: n, unknown: 0 } : { bad: 0, unknown: n };
}

function hasStatus({ status }: { readonly status: number | undefined }): boolean {
  return status !== undefined;
}

/** Whether a status is `503`, of the class `5xx`, or that of requests that nobody answered. */
function isOf(status: number, outcome: string): boolean {
  if (outcome === 'unanswered') return status === 0;
  const text = String(status);
  return outcome.endsWith('xx') ? text.length === 3 && text[0] === outcome[0] : text === outcome;
}

function countIn(seconds: ReadonlyMap<number, number>, { from, to }: Period): number {
  let count = 0;
  for (const [second, n] of seconds) if (second >= from && second < to) count += n;
  return count;
}
