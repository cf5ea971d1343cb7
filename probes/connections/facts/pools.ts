import { groupBy } from '../../../core/group-by.ts';
import { type Sample, only } from '../samples/sample.ts';

/** All pools to one endpoint, taken together. */
export interface PoolFacts {
  readonly role: 'reader' | 'writer';
  readonly tasks: number;
  /** Connections that all of them may open, and the most that they had open, in use, and waited for. */
  readonly size: number;
  readonly open: number;
  readonly inUse: number;
  readonly waiting: number;
  /** Looks, and those at which somebody waited. */
  readonly looks: number;
  readonly waited: number;
}

/** Of each role that there are pools of. */
export function poolsOf(samples: readonly Sample[]): PoolFacts[] {
  return [...groupBy(only(samples, 'pool'), ({ role }) => role)].map(([role, own]) => {
    const looks = [...groupBy(own, ({ at }) => at).values()].map((all) => ({
      tasks: all.length,
      size: all.reduce((sum, { size }) => sum + size, 0),
      open: all.reduce((sum, { open }) => sum + open, 0),
      inUse: all.reduce((sum, { inUse }) => sum + inUse, 0),
      waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
    }));
    const most = (of: keyof (typeof looks)[number]): number =>
      Math.max(...looks.map((look) => look[of]));
    return {
      role,
      tasks: most('tasks'),
      size: most('size'),
      open: most('open'),
      inUse: most('inUse'),
      waiting: most('waiting'),
      looks: looks.length,
      waited: looks.filter(({ waiting }) => waiting > 0).length,
    };
  });
}
