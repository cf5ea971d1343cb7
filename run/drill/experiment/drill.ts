import type { Activity, Experiment } from '../../../core/formats/chaos-experiment.ts';
import { pause } from '../../../core/pause.ts';
import type { Drill, DrillProbe, DrillStep, Look } from '../../../probes/drills/drill.ts';
import type { Target, TargetAction } from '../../../targets/target.ts';
import { configurationOf, substituted } from './configuration.ts';
import { type Outcome, perform } from './provider.ts';
import { isTolerated } from './tolerance.ts';

/** An experiment of Chaos Toolkit as a drill, and what it is done to: programs and addresses that it names itself. */
export interface ExperimentDrill {
  readonly drill: Drill;
  readonly target: Target;
}

type Env = Readonly<Record<string, string | undefined>>;

const mostShown = 500;

/**
 * Every activity that fails fails the drill, also a program in the method that ends with another status than 0; the
 * rollbacks are done whatever happens.
 * @param path where it was read, for people
 * @throws bad-value for a variable of the environment that is not there
 */
export function experimentDrill(
  experiment: Experiment,
  path: string,
  env: Env,
  interrupted: AbortSignal,
): ExperimentDrill {
  const values = configurationOf(experiment, env);
  const does = async ({ provider, pauses: { before = 0, after = 0 } = {} }: Activity) => {
    await pause(before * 1000, interrupted);
    const outcome = await perform(substituted(provider, values));
    await pause(after * 1000, interrupted);
    return outcome;
  };
  const looks = async (activity: Activity): Promise<Look> => {
    const outcome = await does(activity);
    return { isMet: isTolerated(outcome, activity.tolerance), output: inWords(outcome) };
  };
  const probeOf = (activity: Activity): DrillProbe => ({
    name: activity.name,
    activity,
    look: () => looks(activity),
  });
  const { title, description, rollbacks, method } = experiment;
  const hypothesis = experiment['steady-state-hypothesis'];
  const inBackground = new Map<Activity, Promise<Look>>();
  const stepOf = (activity: Activity, nth: number): DrillStep => {
    if (activity.background === true)
      return {
        ...probeOf(activity),
        type: 'probe',
        withinSeconds: 0,
        look: async () => {
          const going = looks(activity);
          inBackground.set(activity, going);
          // It is awaited at the end of the method; until then its failure is nobody's yet.
          void Promise.allSettled([going]);
          return { isMet: true, output: 'goes on' };
        },
      };
    if (activity.type === 'probe') return { ...probeOf(activity), type: 'probe', withinSeconds: 0 };
    return { type: 'action', name: activity.name, action: async () => actionOf('method', nth) };
  };
  const awaited = method.filter(({ background }) => background === true);
  const drill: Drill = {
    name: title,
    how: 'experiment',
    title,
    description,
    experiment,
    needs: [],
    hypothesis: { title: hypothesis.title, probes: hypothesis.probes.map(probeOf) },
    method: [
      ...method.map(stepOf),
      ...awaited.map((activity): DrillStep => ({
        type: 'probe',
        name: activity.name,
        activity,
        withinSeconds: 0,
        look: async () =>
          (await inBackground.get(activity)) ?? { isMet: false, output: 'never begun' },
      })),
    ],
    stopConditions: [],
    settled: [],
    // The last is done first, where what was done is undone; an experiment says its own order.
    rollbacks: rollbacks
      .map(({ name }, nth) => ({ name, action: actionOf('rollbacks', nth) }))
      .toReversed(),
    auditsWrites: false,
  };
  const activityOf = ({ given }: TargetAction): Activity => {
    const list = given['of'] === 'rollbacks' ? rollbacks : method;
    const activity = list[Number(given['nth'])];
    if (activity === undefined) throw new Error('the experiment has no such activity');
    return activity;
  };
  const target: Target = {
    name: path,
    kind: 'described',
    healthPath: '/',
    tenants: [],
    instances: [],
    endpoints: { baseUrl: 'http://localhost/' },
    capabilities: { observe: [], break: [], sharesMachine: true },
    control: {
      act: async (action) => {
        const outcome = await does(activityOf(action));
        if (!outcome.succeeded) throw new Error(inWords(outcome));
      },
      requestOf: () => ({ method: 'GET', url: 'http://localhost/' }),
      activityOf,
      failovers: async () => [],
    },
  };
  return { drill, target };
}

function actionOf(of: 'method' | 'rollbacks', nth: number): TargetAction {
  return { name: 'activity', given: { of, nth: String(nth) } };
}

/** `status 0: ok`. */
function inWords({ status, stdout, stderr }: Outcome): string {
  const said = (stdout.trim() || stderr.trim()).slice(0, mostShown);
  return said === '' ? `status ${status}` : `status ${status}: ${said}`;
}
