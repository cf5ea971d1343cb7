import type { HistogramLine } from '../../../core/statistics/histogram-line.ts';
import {
  type RequestTable,
  addToTable,
  emptyTable,
  ofTenant,
  tenantIn,
} from '../../evidence/request-table.ts';
import { holdsIn } from '../kinds/index.ts';
import { fits } from '../request-pattern.ts';
import { type Objectives, objectivesOf } from '../schema.ts';
import { type LivePhase, type RequestsFollower, followRequests } from './requests.ts';

/** Follows all limits on requests through one phase. */
export interface PhaseFollower {
  /**
   * Takes the next second of the phase, the first one first, with all that ended in it.
   * @returns why an objective cannot be met any more, as a clause, once that is so
   */
  readonly close: (lines: readonly HistogramLine[]) => string | undefined;
}

/**
 * Follows the requests of the load, and those of each tenant that an objective is for by itself.
 * @param labels all requests of the run so far, for what their rows are called
 * @param start second since 1970 at which load began
 */
export function followPhase(
  objectives: Objectives,
  phase: LivePhase,
  labels: RequestTable,
  start: number,
): PhaseFollower {
  const own = objectivesOf('requests', objectives).filter((one) => holdsIn(one, phase));
  const stake = { objectives, phase, start };
  const ofAll = own.filter(({ tenants }) => tenants === undefined);
  const all = followRequests({ ...stake, own: ofAll, labels, tenant: null });
  const byTenant = new Map<string, RequestsFollower>();
  let closed = 0;

  const followerOf = (tenant: string): RequestsFollower => {
    const known = byTenant.get(tenant);
    if (known !== undefined) return known;
    const its = own.filter(({ tenants = [] }) => fits(tenants, [], [tenant]));
    const made = followRequests({ ...stake, own: its, labels: tenantIn(labels, tenant), tenant });
    // One that comes late had nothing before.
    for (let second = 0; second < closed; second += 1)
      made.close([], emptyTable(phase.from + second, 1));
    byTenant.set(tenant, made);
    return made;
  };

  return {
    close: (lines) => {
      const second = emptyTable(phase.from + closed, 1);
      for (const line of lines) addToTable(second, line);
      for (const tenant of second.tenants.keys()) tenantIn(labels, tenant);
      const its = (tenant: string): HistogramLine[] =>
        lines.filter((line) => line.tenant === tenant && line.outside === undefined);
      const reasons = [
        all.close(lines, second),
        ...Array.from(labels.tenants.keys(), (tenant) =>
          followerOf(tenant).close(its(tenant), ofTenant(second, tenant)),
        ),
      ];
      closed += 1;
      return reasons.find((reason) => reason !== undefined);
    },
  };
}
