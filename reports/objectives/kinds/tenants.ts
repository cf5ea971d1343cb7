import type { Evidence } from '../../evidence/evidence.ts';
import { ofTenant } from '../../evidence/request-table.ts';
import { nameInWords } from '../../words/names.ts';
import { fits } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import { type Where, resultOf } from './kind.ts';

/** Tenants of the target, and those that requests were told to be of. */
export function tenantsOf({
  manifest,
  requests,
}: Pick<Evidence, 'manifest' | 'requests'>): string[] {
  return [...new Set([...manifest.target.tenants, ...requests.tenants.keys()])].toSorted();
}

/** What an objective is judged by: everything, or one tenant's requests after the other's. */
export function viewsOf<W extends Pick<Where<RequestsObjective>, 'evidence'>>(
  where: W & { readonly objective: RequestsObjective },
): (W & { readonly objective: RequestsObjective; readonly tenant: string | null })[] {
  const { objective, evidence } = where;
  const { tenants } = objective;
  if (tenants === undefined) return [{ ...where, tenant: null }];
  return tenantsOf(evidence)
    .filter((tenant) => fits(tenants, [], [tenant]))
    .map((tenant) => ({ ...where, tenant, evidence: evidenceOf(evidence, tenant) }));
}

/** Why requests failed is not recorded by tenant. */
function evidenceOf(evidence: Evidence, tenant: string): Evidence {
  return { ...evidence, requests: ofTenant(evidence.requests, tenant), failures: [] };
}

/** A tenant of whose requests nothing was seen meets nothing. */
export function unseen(where: Where<RequestsObjective>, tenant: string): ObjectiveResult[] {
  return limitsOf(where.objective).map((limit) =>
    resultOf(where, {
      ...limit,
      requests: [],
      value: undefined,
      samples: 0,
      fewest: 1,
      counted: 'request',
      met: null,
      observed: `no request was told to be of ${nameInWords(tenant)}`,
    }),
  );
}

const indicators = ['p50', 'p95', 'p99', 'errorRate', 'throughput'] as const;

function limitsOf(
  objective: RequestsObjective,
): Pick<ObjectiveResult, 'indicator' | 'limit' | 'scope'>[] {
  const { outcomes = {} } = objective;
  return [
    ...indicators.flatMap((indicator) => {
      const limit = objective[indicator];
      return limit === undefined ? [] : [{ indicator, limit, scope: 'all requests' }];
    }),
    ...Object.entries(outcomes).map(([outcome, limit]) => ({
      indicator: 'outcome' as const,
      limit,
      scope: `${outcome} of all requests`,
    })),
  ];
}
