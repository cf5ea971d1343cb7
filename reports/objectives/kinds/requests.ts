import type { Evidence } from '../../evidence/evidence.ts';
import { countOf, everyOutcome, loadNames, requestNames } from '../../evidence/request-table.ts';
import { count, list, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { allowanceInWords, valueInWords, windowsInWords } from '../in-words.ts';
import { type BudgetIndicator, fewestSamples, meets, observe } from '../indicator.ts';
import { appliesTo } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import { type Limit, judgeWindows } from '../windows.ts';
import { type Kind, type Where, resultOf } from './kind.ts';
import { judgeOutcomes } from './outcomes.ts';
import { judgeSeconds } from './seconds.ts';
import { unseen, viewsOf } from './tenants.ts';
import { judgeThroughput } from './throughput.ts';

const indicators: readonly BudgetIndicator[] = ['p50', 'p95', 'p99', 'errorRate'];

/**
 * Each limit is met when it is met over the whole phase and each window keeps to the burn rate. Request names too rare to
 * be judged by themselves are judged together.
 */
export const requests: Kind<RequestsObjective> = {
  noun: 'request',
  names: ({ evidence }) => requestNames(evidence.requests),
  appliesTo,
  judge: (where) => viewsOf(where).flatMap(judgeView),
};

function judgeView(where: Where<RequestsObjective>): ObjectiveResult[] {
  const { evidence, objective, tenant } = where;
  if (tenant !== null && evidence.requests.lastSecond === undefined) return unseen(where, tenant);
  return [
    ...(objective.inSeconds === undefined
      ? indicators.flatMap((indicator) => judgeIndicator(where, indicator))
      : indicators.flatMap((indicator) => judgeSeconds(where, indicator))),
    ...judgeThroughput(where),
    ...judgeOutcomes(where),
  ];
}

function judgeIndicator(
  where: Where<RequestsObjective>,
  indicator: BudgetIndicator,
): ObjectiveResult[] {
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
  { evidence: { requests }, objective, phase }: Where<RequestsObjective>,
  limit: Pick<Limit, 'indicator' | 'limit'>,
  fewest: number,
): Group[] {
  const when = [phase.period];
  const names = judgedRows(requests, limit.indicator).filter(
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

/** How long setup and teardown take says nothing of the load; whether they fail does. */
function judgedRows(requests: Evidence['requests'], indicator: BudgetIndicator): string[] {
  return indicator === 'errorRate' ? requestNames(requests) : loadNames(requests);
}

function judge(where: Where<RequestsObjective>, scope: string, limit: Limit): ObjectiveResult {
  const { evidence, objectives, phase } = where;
  const { indicator, fewest } = limit;
  const { samples, value } = observe(evidence.requests, limit.requests, limit, [phase.period]);
  const windows = judgeWindows(evidence.requests, limit, objectives.windows, {
    period: phase.period,
    loadStart: evidence.loadStart,
  });
  const judged = value !== undefined && samples >= fewest;
  return resultOf(where, {
    scope,
    requests: limit.requests,
    indicator,
    limit: limit.limit,
    value,
    samples,
    fewest,
    counted: 'answer',
    met: judged ? meets(value, limit.limit) && windows.met === windows.judged : null,
    windows,
    allowance: allowanceInWords(limit, windows),
    observed: judged
      ? [valueInWords(indicator, value), windowsInWords(limit, windows)]
          .filter((part) => part !== undefined)
          .join('; ')
      : `${plural(samples, 'answer')}, at least ${count(fewest)} needed`,
  });
}
