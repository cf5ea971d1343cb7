import { whyUnknown } from './coverage.ts';
import { knownError } from '../../core/errors.ts';
import type { Simulation } from '../alarms/simulation.ts';
import type { DefinitionSet } from '../definitions/definition.ts';
import { logVolume } from '../play/log-volume.ts';
import { watchedMetrics } from '../play/watched.ts';
import { containerFacts } from './container-metrics.ts';
import { edgeMinutes } from './edge-metrics.ts';
import type { Fact } from './fact.ts';
import { healthCheckFacts } from './health-check-metrics.ts';
import { loadBalancerFacts } from './load-balancer-metrics.ts';
import { hasLog, logEventsOf } from './log-events.ts';
import { findLogGroups, type LogGroupOf } from './log-groups.ts';
import { notesOn } from './notes.ts';
import { type AboutRun, linesOfRun, type RunEvidence } from './read-run.ts';
import { readerFacts } from './reader-metrics.ts';
import { recordedIn } from './recorded.ts';
import type { ReplayOptions } from './options.ts';
import { createRouter } from './router.ts';
import { quietMinutes, spanOf } from './span.ts';
import { findStandIns, namesOf, type StandIn, valuesOf, valuesWanted } from './stand-ins.ts';
import { desiredIn, taskCounts } from './task-counts.ts';
import { type UnknownAlarm, unknownAlarms } from './unknown-alarms.ts';
import { withWarmUp } from './warm-up.ts';

/** A run made ready to be played. */
export interface Prepared {
  readonly simulation: Simulation;
  readonly unknown: readonly UnknownAlarm[];
  readonly standIns: readonly StandIn[];
  readonly logGroups: readonly LogGroupOf[];
  readonly notes: readonly string[];
}

/** Makes what a run recorded into log lines and observations, under the names of the definitions. */
export async function prepare(
  evidence: RunEvidence,
  set: DefinitionSet,
  options: ReplayOptions,
): Promise<Prepared> {
  const facts = [
    ...evidence.containerEvents.flatMap(containerFacts),
    ...taskCounts(evidence.containerEvents, desiredIn(evidence.manifest)),
    ...readerFacts(evidence.readers, evidence.manifest.target.name),
    ...healthCheckFacts(evidence.healthChecks, evidence.manifest.target.name),
  ];
  const edge = edgeMinutes(evidence.manifest.target.name);
  for await (const line of linesOfRun(evidence.folder, 'edgeLog')) edge.add(line);
  facts.push(...edge.facts());
  const firstRequest = await firstRequestOf(evidence.folder);
  const values = valuesOf([...facts, ...firstRequest]);
  const wanted = watchedMetrics(set);
  for (const standIn of options.standIns) refuseUnknown(standIn, values);
  const standIns = findStandIns(
    withWriter(values, evidence.manifest),
    valuesWanted(wanted),
    options.standIns,
  );
  const names = namesOf(standIns);
  const logGroups = findLogGroups(set, options.logGroups, (source) => hasLog(evidence, source));
  const logs = await logEventsOf(evidence, logGroups);

  const recorded = recordedIn(evidence, values, names, logGroups, set);
  const unknown = unknownAlarms(set, (metric) => whyUnknown(metric, recorded));
  const unknownNames = new Set(unknown.map(({ alarm }) => alarm));
  const playable = withWarmUp({
    ...set,
    definitions: set.definitions.filter(
      ({ kind, name }) => !(kind.endsWith('-alarm') && unknownNames.has(name)),
    ),
  });

  const router = createRouter(watchedMetrics(playable), names);
  for (const fact of facts) router.add(fact);
  const minutes = new Set<number>();
  let last = edge.last();
  for await (const line of linesOfRun(evidence.folder, 'accessLog')) {
    for (const fact of loadBalancerFacts(line) ?? []) {
      router.add(fact);
      minutes.add(Math.floor(fact.at / 60_000));
      last = Math.max(last, fact.at);
    }
  }
  const span = spanOf(evidence, last);
  for (const fact of quietMinutes(span, minutes, firstRequest)) router.add(fact);
  const observations = [...router.observations(), ...logVolume(logs)];
  return {
    simulation: {
      set: playable,
      ...span,
      logs,
      observations: observations.toSorted((a, b) => a.at - b.at),
    },
    unknown,
    standIns,
    logGroups,
    notes: notesOn(evidence, logGroups, set),
  };
}

/**
 * The run's names with that of the writer, which is not sampled but has a name all the same: three instances stand for
 * three, and the readers among them for readers.
 */
function withWriter(
  values: ReadonlyMap<string, ReadonlySet<string>>,
  { target }: AboutRun,
): ReadonlyMap<string, ReadonlySet<string>> {
  const dimension = 'DBInstanceIdentifier';
  const sampled = values.get(dimension);
  if (sampled === undefined) return values;
  const instances = target.instances
    .filter(({ role }) => role === 'writer' || role === 'reader')
    .map(({ id }) => id);
  return new Map([...values, [dimension, new Set([...sampled, ...instances])]]);
}

function refuseUnknown(
  { dimension, run }: StandIn,
  values: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const known = [...(values.get(dimension) ?? [])];
  if (known.includes(run)) return;
  const expected =
    known.length === 0
      ? `of a dimension that the run has: ${[...values.keys()].join(', ')}`
      : `one that the run has: ${known.join(', ')}`;
  throw knownError('bad-value', {
    what: `--as: the ${dimension} of the run`,
    given: run,
    expected,
  });
}

/** The facts of the first whole line of the access log: all lines are of one load balancer. */
async function firstRequestOf(folder: string): Promise<Fact[]> {
  for await (const line of linesOfRun(folder, 'accessLog')) {
    const facts = loadBalancerFacts(line);
    if (facts !== undefined) return facts;
  }
  return [];
}
