import { withRole } from '../../core/with-role.ts';
import { type DrillKind, instancesOf } from './drill.ts';
import { allHealthy, siteAnswers, siteAwayFor } from './hypotheses.ts';

const slowSeconds = 30;

/** A task works at two thirds of its speed, as on a worse processor, and says that all is well. */
export const taskSlow: DrillKind = {
  brief: 'a task takes half as long again for everything, and passes its health checks',
  ways: ['slow-down'],
  build: (how) => {
    let slowedAt = Infinity;
    return {
      name: 'task-slow',
      how,
      title: 'A slow task costs time, and no booking',
      description: `One task is slow for ${slowSeconds} s. Nobody replaces it, for it answers.`,
      needs: ['slow-down'],
      hypothesis: {
        title: 'Visitors are answered, and every task is healthy',
        probes: [siteAnswers, allHealthy('task')],
      },
      method: [
        {
          type: 'action',
          name: 'slow a task down',
          action: async (situation) => {
            const [victim] = withRole(await instancesOf(situation), 'task');
            if (victim === undefined) return undefined;
            situation.victims.push(victim);
            slowedAt = performance.now();
            return { name: 'slow-down', given: { part: victim.id } };
          },
          undo: ({ given }) => ({
            name: `speed ${given['part'] ?? ''} up`,
            action: { name: 'speed-up', given },
          }),
        },
        {
          type: 'probe',
          name: `the task is slow, and has been for ${slowSeconds} s`,
          withinSeconds: slowSeconds + 10,
          look: async (situation) => {
            const id = situation.victims[0]?.id;
            const now = (await instancesOf(situation)).find((one) => one.id === id);
            const isSlow = now?.fault === 'slow' && now.health === 'healthy';
            return {
              isMet: isSlow && performance.now() - slowedAt >= slowSeconds * 1000,
              output:
                now === undefined ? 'it is gone' : `${now.fault ?? 'not slow'}, ${now.health}`,
            };
          },
        },
      ],
      stopConditions: [siteAwayFor(20)],
      settled: [
        allHealthy('task'),
        {
          name: 'no task is slow any more',
          look: async (situation) => {
            const slow = (await instancesOf(situation)).filter(({ fault }) => fault === 'slow');
            return { isMet: slow.length === 0, output: `${slow.length} are` };
          },
        },
      ],
      auditsWrites: false,
      needsVisitors: true,
    };
  },
};
