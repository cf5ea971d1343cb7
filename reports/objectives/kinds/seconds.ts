import type { Period } from '../../evidence/period.ts';
import { answered, countOf } from '../../evidence/request-table.ts';
import { type BudgetIndicator, observe } from '../indicator.ts';
import type { ObjectiveResult } from '../result.ts';
import type { RequestsObjective } from '../schema/requests.ts';
import { loadGroups } from './groups.ts';
import type { Where } from './kind.ts';
import { type Point, judgePoints } from './points.ts';

/**
 * A limit that must be kept to in a fraction of the seconds. Each is judged by all that ended in it, however few: the p95 of
 * three answers is the slowest of them. Seconds without any say nothing, but for a floor of answers.
 */
export function judgeSeconds(
  where: Where<RequestsObjective>,
  indicator: BudgetIndicator | 'throughput',
): ObjectiveResult[] {
  const limit = where.objective[indicator];
  if (limit === undefined) return [];
  const table = where.evidence.requests;
  return loadGroups(where).map((group) => {
    const points = [...slotsIn(where.phase.period, table.slotSeconds)].flatMap((slot): Point[] => {
      if (indicator === 'throughput') {
        const answers = countOf(table, group.requests, answered, [slot]);
        return [{ at: slot.from, value: answers / table.slotSeconds }];
      }
      const { value } = observe(table, group.requests, { indicator, limit }, [slot]);
      return value === undefined ? [] : [{ at: slot.from, value }];
    });
    const counted = 'second';
    return judgePoints(where, {
      ...group,
      indicator,
      limit,
      points,
      counted,
      seconds: table.slotSeconds,
    });
  });
}

/** Slots that lie in a period as a whole. */
export function* slotsIn({ from, to }: Period, seconds: number): Generator<Period> {
  for (let at = from; at + seconds <= to; at += seconds) yield { from: at, to: at + seconds };
}
