import { createDispatcher } from '../actions/dispatch.ts';
import { createCompositeAlarms } from '../engine/composite-alarms.ts';
import { givenState, initialStates } from '../engine/initial.ts';
import { createMetricAlarmRun } from '../engine/metric-alarms.ts';
import { createMetricData } from '../engine/metric-data.ts';
import { muteWindowsByAlarm } from '../engine/mutes.ts';
import { createNotes } from '../engine/notes.ts';
import { createStates, type Change } from '../engine/states.ts';
import { keyOfReference, watchedAlarms } from '../engine/watched-alarms.ts';
import { noteAssumptions } from '../engine/assumptions.ts';
import type { Simulation } from '../simulation.ts';
import type { Timeline } from '../timeline.ts';

const minute = 60_000;

/**
 * Runs alarms on a virtual clock, from log lines and observations to states and actions, and never looks at the real one:
 * the same simulation gives the same timeline. At each time, what is forced comes first, then metric alarms in the order
 * of the definitions, composite alarms after those they look at, and at last periods and mute windows that end.
 *
 * Throws `bad-filter-pattern`, `bad-text` or `bad-value` where a definition cannot be understood.
 */
export function simulate(simulation: Simulation): Timeline {
  const { set, from, to } = simulation;
  const notes = createNotes();
  const alarms = watchedAlarms(set);
  const data = createMetricData(simulation, alarms, notes);
  const initial = initialStates(simulation, alarms);
  const mutes = muteWindowsByAlarm(simulation);

  let changes: Change[] = [];
  const states = createStates(initial.byKey, (change) => {
    changes.push(change);
    dispatcher.changed(change);
  });
  const runs = alarms.metric.flatMap(
    (watched) => createMetricAlarmRun(watched, simulation, data, states, notes) ?? [],
  );
  const runByKey = new Map(runs.map((run) => [run.watched.key, run]));
  const forced = forcedChanges(simulation);
  const known = new Set([...initial.byKey.keys(), ...forced.map(({ key }) => key)]);
  const composites = createCompositeAlarms(
    alarms,
    (key) => known.has(key),
    (name) => givenState(simulation, name) !== undefined,
    states,
    notes,
  );
  const dispatcher = createDispatcher(
    {
      alarmOf: (key) => alarms.byKey.get(key),
      environment: set.environment,
      configuredAt: from,
      isWarmingUp: (key) => runByKey.get(key)?.isWarmingUp() ?? false,
      muteWindowsOf: (key) => mutes.get(key) ?? [],
      triggersOf: (key) =>
        composites.triggersOf(key).flatMap((child) => {
          const arn = alarms.byKey.get(child)?.arn;
          const at = states.changedAt(child) ?? from;
          return arn === undefined ? [] : [{ arn, state: states.of(child), at }];
        }),
      stateOf: states.of,
    },
    alarms.composite,
  );

  const step = runs.some(({ cadence }) => cadence === 10) ? 10_000 : minute;
  let tick = Math.ceil(from / step) * step;
  let nextForced = 0;
  let first = true;
  for (;;) {
    const at = Math.min(
      first ? from : Infinity,
      tick,
      forced[nextForced]?.at ?? Infinity,
      dispatcher.nextTimer() ?? Infinity,
    );
    if (at > to) break;
    changes = [];
    for (; (forced[nextForced]?.at ?? Infinity) <= at; nextForced += 1) {
      const change = forced[nextForced];
      if (change !== undefined) states.set({ ...change, at, reason: 'Set from outside' });
    }
    if (at === tick) {
      data.readUntil(at);
      for (const run of runs) run.evaluate(at);
    }
    if (first) composites.evaluateFirst(at);
    composites.evaluateAfter(changes, at);
    dispatcher.fireTimers(at);
    if (at === tick) {
      if (at % minute === 0) dispatcher.minuteBegan(at);
      tick += step;
    }
    first = false;
  }
  noteAssumptions(simulation, alarms, data, notes);
  return {
    from,
    to,
    initial: initial.byName,
    transitions: states.transitions,
    actions: dispatcher.events,
    ...notes.all(),
  };
}

function forcedChanges({ forced = [], set, from }: Simulation) {
  return forced
    .filter(({ at }) => at >= from)
    .map(({ at, alarm, state }) => ({
      at,
      alarm,
      state,
      key: keyOfReference(alarm, set.environment.region),
    }))
    .toSorted((a, b) => a.at - b.at);
}
