import { withRole } from '../../core/with-role.ts';
import { type Drill, type DrillKind, type DrillProbe, instancesOf } from './drill.ts';
import { allHealthy, siteAnswers, siteAwayFor } from './hypotheses.ts';

const doneSeconds = 60;
const added = 2;

type Change = Pick<
  Drill,
  'name' | 'title' | 'description' | 'needs' | 'method' | 'settled' | 'needsVisitors'
>;

/** A change of the tasks during which nobody may notice anything. */
function taskChange(change: Change): Drill {
  return {
    ...change,
    how: 'usual',
    hypothesis: {
      title: 'Visitors are answered, and every task is healthy',
      probes: [siteAnswers, allHealthy('task')],
    },
    stopConditions: [siteAwayFor(20)],
    auditsWrites: false,
  };
}

function kind(brief: string, drill: Drill): DrillKind {
  return { brief, ways: ['usual'], build: () => drill };
}

/** Whether no task of before is there any more, and as many others are. */
const allReplaced: DrillProbe = {
  name: 'every task is a new one',
  look: async (situation) => {
    const before = withRole(situation.target.instances, 'task');
    const now = withRole(await instancesOf(situation), 'task');
    const left = now.filter(({ id }) => before.some((one) => one.id === id));
    return {
      isMet: left.length === 0 && now.length === before.length,
      output: `${now.length} tasks, ${left.length} of before`,
    };
  },
};

/** Whether the tasks of before are there, and no others. */
const noneReplaced: DrillProbe = {
  name: 'every task is one of before',
  look: async (situation) => {
    const before = withRole(situation.target.instances, 'task').map(({ id }) => id);
    const now = withRole(await instancesOf(situation), 'task').map(({ id }) => id);
    const isMet = now.length === before.length && now.every((id) => before.includes(id));
    return { isMet, output: now.join(', ') };
  },
};

export const rollingDeploy = kind(
  'a new revision takes the place of the old one under load',
  taskChange({
    name: 'rolling-deploy',
    title: 'A new revision costs no request',
    description: 'All tasks are replaced by others, within the bounds of a rolling deployment.',
    needs: ['deploy'],
    needsVisitors: true,
    method: [
      { type: 'action', name: 'deploy a new revision', action: async () => deployment({}) },
      { ...allReplaced, type: 'probe', withinSeconds: doneSeconds },
    ],
    settled: [allHealthy('task')],
  }),
);

export const badDeploy = kind(
  'a revision whose tasks do not start is given up and taken back',
  taskChange({
    name: 'bad-deploy',
    title: 'A revision that does not work is taken back',
    description: 'The tasks of a new revision end at once. The circuit breaker gives it up.',
    needs: ['deploy', 'deploy-settings'],
    method: [
      {
        type: 'action',
        name: 'deploy a revision that does not start',
        // No such mode is known: the task says so and ends.
        action: async () => deployment({ PMS_BOOKING_MODE: 'broken' }),
        refusedWith: /was given up and taken back/,
      },
      { ...noneReplaced, type: 'probe', withinSeconds: doneSeconds },
    ],
    settled: [allHealthy('task')],
  }),
);

export const scaleOut = scaling('scale-out', added, 'More tasks take their share at once');
export const scaleIn = scaling('scale-in', -1, 'A task that is taken away finishes what it does');

function scaling(name: string, by: number, title: string): DrillKind {
  const wanted = (before: number): number => Math.max(1, before + by);
  return kind(
    by > 0 ? `${by} tasks are added` : 'a task is taken away',
    taskChange({
      name,
      title,
      description: `The number of tasks is changed by ${by}, and changed back.`,
      needs: ['scale-tasks'],
      needsVisitors: true,
      method: [
        {
          type: 'action',
          name: by > 0 ? 'add tasks' : 'take a task away',
          action: async ({ target }) => {
            const before = withRole(target.instances, 'task').length;
            return scaleTo(wanted(before), before);
          },
          undo: ({ given }) => ({
            name: 'as many tasks as before',
            action: scaleTo(Number(given['before'])),
          }),
        },
        {
          type: 'probe',
          name: 'there are as many tasks as asked for, all healthy',
          withinSeconds: doneSeconds,
          look: async (situation) => {
            const asked = wanted(withRole(situation.target.instances, 'task').length);
            const now = (await instancesOf(situation)).filter(({ role }) => role === 'task');
            const healthy = now.filter(({ health }) => health === 'healthy').length;
            const isMet = now.length === asked && healthy === asked;
            return { isMet, output: `${healthy} of ${now.length} are healthy` };
          },
        },
      ],
      settled: [allHealthy('task')],
    }),
  );
}

function deployment(settings: Readonly<Record<string, string>>) {
  return {
    name: 'deploy',
    given: { ...settings, minimumHealthyPercent: '100', maximumPercent: '200' },
  };
}

/** @param before told along, for whoever has to undo it */
function scaleTo(tasks: number, before = tasks) {
  return { name: 'scale-tasks', given: { tasks: String(tasks), before: String(before) } };
}
