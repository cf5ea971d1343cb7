import type { Firing, Replay } from './replay.ts';

/** What a replay came to, for programs. Times are ISO 8601, delays seconds. */
export function replayJson(replay: Replay): object {
  const { simulation, timeline, run } = replay;
  return {
    run,
    from: instant(simulation.from),
    to: instant(simulation.to),
    fired: replay.fired.map(firingJson),
    silent: replay.silent,
    notPlayed: replay.unknown,
    standIns: replay.standIns,
    logGroups: replay.logGroups,
    faults: replay.faults.map(({ at, name }) => ({ at: instant(at), name })),
    dependsOnRange: replay.dependsOnRange,
    notes: replay.notes,
    transitions: timeline.transitions.map(({ at, ...change }) => ({ at: instant(at), ...change })),
    actions: timeline.actions.map(({ at, ...action }) => ({ at: instant(at), ...action })),
  };
}

function firingJson({ alarm, at, until, reason, cause, fault }: Firing): object {
  return {
    alarm,
    at: instant(at),
    reason,
    ...(until === undefined ? {} : { until: instant(until) }),
    ...(cause === undefined
      ? {}
      : {
          cause: { at: instant(cause.at), what: cause.what },
          secondsAfterCause: (at - cause.at) / 1000,
        }),
    ...(fault === undefined
      ? {}
      : {
          fault: { at: instant(fault.at), name: fault.name },
          secondsAfterFault: (at - fault.at) / 1000,
        }),
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
