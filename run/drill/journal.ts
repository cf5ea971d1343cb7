import { hostname, platform, release } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import type { Activity } from '../../core/formats/chaos-experiment.ts';
import type { ActivityRun, Journal, Undo } from '../../core/run-folder/files/journal.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import type { Drill, DrillProbe } from '../../probes/drills/drill.ts';
import type { Target, TargetAction } from '../../targets/target.ts';
import { reasonOf } from '../../core/errors.ts';
import { type AlarmWatch, expectedAlarms } from './alarms.ts';
import { isUnseen } from './unseen.ts';

/** The journal of a drill that goes on; each change is on disk before the promise resolves. */
export interface JournalWriter {
  readonly read: () => Journal;
  readonly change: (change: (journal: Journal) => Partial<Journal>) => Promise<void>;
  /** The same for what Chaos Toolkit's journals have no place for. */
  readonly extend: (
    change: (extension: Journal['bilancia']) => Partial<Journal['bilancia']>,
  ) => Promise<void>;
}

export function journalWriter(folder: string, first: Journal): JournalWriter {
  let journal = first;
  let last: Promise<void> = Promise.resolve();
  const write = async (before: Promise<void>): Promise<void> => {
    await before;
    await writeWhole(runFile(folder, 'journal'), `${JSON.stringify(journal, undefined, 2)}\n`);
  };
  const change: JournalWriter['change'] = async (to) => {
    journal = { ...journal, ...to(journal) };
    last = write(last);
    await last;
  };
  return {
    read: () => journal,
    change,
    extend: (to) => change(({ bilancia }) => ({ bilancia: { ...bilancia, ...to(bilancia) } })),
  };
}

/** The version of Chaos Toolkit's library whose journals ours are like; its reports refuse what is no version. */
const journalForm = '1.44.0';

/** The journal of a drill that has not done anything yet. */
export function newJournal(
  drill: Drill,
  target: Target,
  objectives: Journal['bilancia']['objectives'],
  now: number,
  alarms?: AlarmWatch,
): Journal {
  const { hypothesis, method, title, description, name, how, settled } = drill;
  return {
    'chaoslib-version': journalForm,
    platform: `${platform()} ${release()}`,
    node: hostname(),
    experiment: drill.experiment ?? {
      version: '1.0.0',
      title,
      description,
      tags: ['drill', name, how],
      'steady-state-hypothesis': {
        title: hypothesis.title,
        probes: hypothesis.probes.map((probe) => probeActivity(target, probe)),
      },
      method: method.map((step) =>
        step.type === 'probe'
          ? probeActivity(target, step)
          : { type: 'action', name: step.name, provider: stateOf(target) },
      ),
      rollbacks: settled.map((probe) => probeActivity(target, probe)),
    },
    start: new Date(now).toISOString(),
    status: 'interrupted',
    deviated: false,
    steady_states: { before: null, after: null, during: [] },
    run: [],
    rollbacks: [],
    bilancia: {
      version: packageJson.version,
      drill: name,
      how,
      target: { name: target.name, kind: target.kind },
      objectives,
      audited: drill.auditsWrites,
      ...(drill.needsVisitors === true ? { needsVisitors: true } : {}),
      undo: (drill.rollbacks ?? []).map(({ name: of, action }) => ({
        name: of,
        action: { name: action.name, given: { ...action.given } },
        state: 'due',
      })),
      stopped: null,
      failovers: [],
      ...(alarms === undefined ? {} : { alarms: expectedAlarms(alarms, drill.marker) }),
      byHand: [],
    },
  };
}

export function probeActivity(
  target: Target,
  { name, activity }: Pick<DrillProbe, 'name' | 'activity'>,
): Activity {
  if (activity !== undefined) return activity;
  return { type: 'probe', name, provider: stateOf(target), tolerance: true };
}

export function actionActivity(target: Target, name: string, action: TargetAction): Activity {
  const known = target.control?.activityOf?.(action);
  if (known !== undefined) return known;
  const request = target.control?.requestOf(action);
  const provider = request === undefined ? stateOf(target) : { type: 'http' as const, ...request };
  return { type: 'action', name, provider };
}

/** Probes look at what the target tells of itself. */
function stateOf(target: Target): Activity['provider'] {
  return { type: 'http', url: target.endpoints.baseUrl, method: 'GET' };
}

/** Does something and tells how it went, in the journal's form; what it throws is told and not thrown. */
export async function tell(
  activity: Activity,
  now: () => number,
  work: () => Promise<{
    readonly output: string;
    readonly isMet?: boolean;
    readonly isUnseen?: boolean;
  }>,
): Promise<ActivityRun> {
  const start = now();
  const ended = (): Pick<ActivityRun, 'start' | 'end' | 'duration'> => ({
    start: new Date(start).toISOString(),
    end: new Date(now()).toISOString(),
    duration: (now() - start) / 1000,
  });
  try {
    const { output, isMet, isUnseen: unseen } = await work();
    const met = {
      ...(isMet === undefined ? {} : { tolerance_met: isMet }),
      ...(unseen === true ? { unseen } : {}),
    };
    return {
      activity,
      ...ended(),
      status: isMet === false ? 'failed' : 'succeeded',
      output,
      ...met,
    };
  } catch (error) {
    const met = {
      ...(activity.type === 'probe' ? { tolerance_met: false } : {}),
      ...(isUnseen(error) ? { unseen: true as const } : {}),
    };
    return { activity, ...ended(), status: 'failed', exception: [reasonOf(error)], ...met };
  }
}

/** The same undo with another state. */
export function inState(all: readonly Undo[], of: Undo, state: Undo['state']): Undo[] {
  return all.map((undo) => (undo === of ? { ...undo, state } : undo));
}
