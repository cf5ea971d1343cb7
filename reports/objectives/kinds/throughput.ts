import { answered, countOf } from '../../evidence/request-table.ts';
import type { ObjectiveResult } from '../result.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import { loadGroups } from './groups.ts';
import type { Where } from './kind.ts';
import { judgeSeconds } from './seconds.ts';
import { judgeRate } from './whole.ts';

/** A floor of answers per second, refusals among them. */
export function judgeThroughput(where: Where<RequestsObjective>): ObjectiveResult[] {
  const { throughput, inSeconds } = where.objective;
  if (throughput === undefined) return [];
  if (inSeconds !== undefined) return judgeSeconds(where, 'throughput');
  const { requests } = where.evidence;
  return loadGroups(where).map((group) =>
    judgeRate(where, {
      ...group,
      limit: throughput,
      samples: countOf(requests, group.requests, answered, [where.phase.period]),
      counted: 'answer',
    }),
  );
}
