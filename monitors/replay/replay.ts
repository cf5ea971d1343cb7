import { simulateRanges } from '../alarms/simulate/simulate-ranges.ts';
import type { Simulation } from '../alarms/simulation.ts';
import type { Timeline, Transition } from '../alarms/timeline.ts';
import { type DefinitionSet, ofKind } from '../definitions/definition.ts';
import { alarmNames, childrenOf } from '../play/alarm-names.ts';
import { stateAt } from '../play/states.ts';
import { storeOf } from '../play/store-of.ts';
import { type Cause, causeOf } from './cause.ts';
import { type Fault, readFaults } from './journal.ts';
import type { LogGroupOf } from './log-groups.ts';
import type { ReplayOptions } from './options.ts';
import { prepareExports } from './prepare-exports.ts';
import { readExports } from './read-exports.ts';
import { prepare, type Prepared } from './prepare.ts';
import { type AboutRun, readRun } from './read-run.ts';
import type { StandIn } from './stand-ins.ts';
import { neverWarm } from './warm-up.ts';

/** What the alarms would have done during a recorded run. */
export interface Replay {
  readonly run: { readonly folder: string; readonly id: string; readonly scenario: string };
  readonly simulation: Simulation;
  readonly timeline: Timeline;
  readonly fired: readonly Firing[];
  /** Alarms that were played and never went into ALARM. */
  readonly silent: readonly string[];
  /** Alarms that could not be played. */
  readonly unknown: readonly { readonly alarm: string; readonly reason: string }[];
  readonly standIns: readonly StandIn[];
  readonly logGroups: readonly LogGroupOf[];
  readonly faults: readonly Fault[];
  /** Alarms that would do otherwise with another evaluation range, which AWS does not document. */
  readonly dependsOnRange: readonly string[];
  /** Sentences on what the figures rest on. */
  readonly notes: readonly string[];
}

/** One time that an alarm went into ALARM. Times are milliseconds since 1970. */
export interface Firing {
  readonly alarm: string;
  readonly at: number;
  /** When it left ALARM; undefined when it did not before the run ended. */
  readonly until?: number;
  readonly reason: string;
  readonly cause?: Cause;
  /** The latest fault that a drill put in before. */
  readonly fault?: Fault;
}

/**
 * Plays a recorded run through definitions; also one that crashed.
 * @param about what there is no manifest for
 * @throws unreadable-file
 */
export async function replay(
  folder: string,
  set: DefinitionSet,
  options: ReplayOptions,
  about?: AboutRun,
): Promise<Replay> {
  const evidence = await readRun(folder, about);
  const faults = await readFaults(folder);
  const { id, scenario } = evidence.manifest;
  return play(await prepare(evidence, set, options), set, { folder, id, scenario }, faults);
}

/**
 * Plays what was exported of CloudWatch through definitions.
 * @throws unreadable-file, bad-value
 */
export async function replayExports(
  paths: readonly { readonly path: string; readonly shownAs: string }[],
  set: DefinitionSet,
  { logGroups }: Pick<ReplayOptions, 'logGroups'>,
): Promise<Replay> {
  const prepared = prepareExports(await readExports(paths), set, logGroups);
  const id = paths.map(({ shownAs }) => shownAs).join(', ');
  return play(prepared, set, { folder: paths[0]?.path ?? '', id, scenario: 'exported' }, []);
}

function play(
  prepared: Prepared,
  set: DefinitionSet,
  run: Replay['run'],
  faults: readonly Fault[],
): Replay {
  const { simulation } = prepared;
  const { timeline, dependsOnRange } = simulateRanges(simulation);
  const raised = timeline.transitions.filter(({ to }) => to === 'ALARM');
  const causes = causesOf(raised, simulation, timeline);
  const unplayable = new Set(prepared.unknown.map(({ alarm }) => alarm));
  const playable = ofKind(set.definitions, 'metric-alarm').filter(
    ({ name }) => !unplayable.has(name),
  );
  const unknown = [...prepared.unknown, ...neverWarm(playable, timeline)];
  const notPlayed = new Set(unknown.map(({ alarm }) => alarm));
  return {
    run,
    simulation,
    timeline,
    fired: raised.map((change) => firingOf(change, timeline, causes, faults)),
    silent: alarmNames(set)
      .filter((name) => !notPlayed.has(name))
      .filter((name) => !raised.some(({ alarm }) => alarm === name)),
    unknown,
    standIns: prepared.standIns,
    logGroups: prepared.logGroups,
    faults,
    dependsOnRange,
    notes: [
      ...prepared.notes,
      ...timeline.notes.map(({ alarm, note }) =>
        alarm === undefined ? note : `${alarm}: ${note}`,
      ),
    ],
  };
}

function firingOf(
  change: Transition,
  timeline: Timeline,
  causes: ReadonlyMap<Transition, Cause>,
  faults: readonly Fault[],
): Firing {
  const { alarm, at, reason } = change;
  const end = timeline.transitions.find((next) => next.alarm === alarm && next.at > at);
  const cause = causes.get(change);
  const fault = faults.findLast((one) => one.at <= at);
  return {
    alarm,
    at,
    reason,
    ...(end === undefined ? {} : { until: end.at }),
    ...(cause === undefined ? {} : { cause }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** Of metric alarms their own cause, of composite alarms the earliest one of those alarms under them that are in ALARM. */
function causesOf(
  raised: readonly Transition[],
  simulation: Simulation,
  timeline: Timeline,
): Map<Transition, Cause> {
  const store = storeOf(simulation);
  const metricAlarms = ofKind(simulation.set.definitions, 'metric-alarm');
  const causes = new Map<Transition, Cause>();
  for (const change of raised) {
    const alarm = metricAlarms.find(({ name }) => name === change.alarm);
    const own =
      alarm === undefined
        ? earliest(childCauses(change, simulation.set, timeline, causes))
        : causeOf(alarm, change.at, simulation, store);
    if (own !== undefined) causes.set(change, own);
  }
  return causes;
}

function childCauses(
  { alarm, at }: Transition,
  set: DefinitionSet,
  timeline: Timeline,
  causes: ReadonlyMap<Transition, Cause>,
): Cause[] {
  const children = childrenOf(set, alarm).filter((name) => stateAt(timeline, name, at) === 'ALARM');
  return [...causes]
    .filter(([change]) => children.includes(change.alarm) && change.at <= at)
    .map(([, cause]) => cause);
}

function earliest(causes: readonly Cause[]): Cause | undefined {
  return causes.toSorted((a, b) => a.at - b.at)[0];
}
