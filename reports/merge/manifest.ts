import type { EngineEndKind, ManifestEngine } from '../../core/run-folder/manifest/engine.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { MergedRun } from '../../core/run-folder/manifest/merged-run.ts';
import { earliest, latest, mergedPhases } from './phases.ts';

/**
 * The manifest of the whole; `manifests` have their times shifted already.
 * @param scriptEnd how the engine ended, where no worse is known of it than crossed thresholds of a part
 */
export function mergedManifest(
  manifests: readonly [Manifest, ...Manifest[]],
  merged: MergedRun[],
  {
    outputs: [output = '', ...furtherOutputs],
    scriptEnd,
  }: { outputs: readonly string[]; scriptEnd: ManifestEngine['end'] },
): Manifest {
  const [first] = manifests;
  const {
    part: _part,
    files: _files,
    plan: _plan,
    endedAt: _ended,
    loadStartedAt: _from,
    loadEndedAt: _to,
    endedEarly: _early,
    databaseAsked: _asked,
    ...kept
  } = first;
  const plan = sumOfPlans(manifests);
  const endedAt = latest(manifests.map((one) => one.endedAt));
  const loadStartedAt = earliest(manifests.map((one) => one.loadStartedAt));
  const loadEndedAt = earliest(manifests.map((one) => one.loadEndedAt));
  const endedEarly = reasons(manifests.map((one) => one.endedEarly));
  const asked = databaseAsked(manifests);
  const usual = manifests.reduce((sum, { louder }) => sum + (louder?.insteadOf ?? 0), 0);
  const addresses = [...new Set(manifests.flatMap(({ target }) => target.addresses ?? []))];
  return {
    ...kept,
    id: `${first.id}+${manifests.length - 1}`,
    target: { ...first.target, ...(addresses.length === 0 ? {} : { addresses }) },
    visitorsAsked: manifests.reduce((sum, { visitorsAsked }) => sum + visitorsAsked, 0),
    ...(first.louder === undefined ? {} : { louder: { ...first.louder, insteadOf: usual } }),
    phases: mergedPhases(manifests),
    engine: mergedEngine(
      manifests.map(({ engine }) =>
        scriptEnd !== undefined && engine.end?.kind === 'thresholds-crossed'
          ? { ...engine, end: scriptEnd }
          : engine,
      ),
      output,
      furtherOutputs,
    ),
    startedAt: earliest(manifests.map(({ startedAt }) => startedAt)) ?? first.startedAt,
    ...(plan === undefined ? {} : { plan }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(loadStartedAt === undefined ? {} : { loadStartedAt }),
    ...(loadEndedAt === undefined ? {} : { loadEndedAt }),
    ...(endedEarly === undefined ? {} : { endedEarly }),
    ...(asked === undefined ? {} : { databaseAsked: asked }),
    merged,
  };
}

/** The same manifest, as a clock would have it that is so many seconds ahead. */
export function shiftedManifest(manifest: Manifest, seconds: number): Manifest {
  if (seconds === 0) return manifest;
  const moved = (moment: string): string =>
    new Date(Date.parse(moment) + seconds * 1000).toISOString();
  const { loadStartedAt, loadEndedAt, endedAt } = manifest;
  return {
    ...manifest,
    startedAt: moved(manifest.startedAt),
    ...(loadStartedAt === undefined ? {} : { loadStartedAt: moved(loadStartedAt) }),
    ...(loadEndedAt === undefined ? {} : { loadEndedAt: moved(loadEndedAt) }),
    ...(endedAt === undefined ? {} : { endedAt: moved(endedAt) }),
    phases: manifest.phases.map((phase) => ({
      ...phase,
      ...(phase.startedAt === undefined ? {} : { startedAt: moved(phase.startedAt) }),
      ...(phase.endedAt === undefined ? {} : { endedAt: moved(phase.endedAt) }),
    })),
  };
}

function mergedEngine(
  engines: readonly ManifestEngine[],
  output: string,
  furtherOutputs: string[],
): ManifestEngine {
  const worst = engines.toSorted((a, b) => badness(b) - badness(a))[0];
  const readings = engines.flatMap(({ reading }) => reading ?? []);
  const exceptions = engines.flatMap(({ exceptions: thrown }) => thrown ?? []);
  if (worst === undefined) throw new RangeError('There must be at least one part.');
  const { reading: _reading, exceptions: _exceptions, end: _end, ...rest } = worst;
  const hasAllEnds = engines.every(({ end }) => end !== undefined);
  const firstMalformed = readings.find((one) => one.firstMalformed !== undefined)?.firstMalformed;
  const untold = readings.flatMap((one) => one.untold ?? []);
  return {
    ...rest,
    output,
    ...(furtherOutputs.length === 0 ? {} : { furtherOutputs }),
    ...(hasAllEnds && worst.end !== undefined ? { end: worst.end } : {}),
    ...(exceptions[0] === undefined
      ? {}
      : {
          exceptions: {
            count: exceptions.reduce((sum, { count }) => sum + count, 0),
            first: exceptions[0].first,
          },
        }),
    // Of a part that was not read to its end, something is missing in the whole.
    ...(readings.length < engines.length
      ? {}
      : {
          reading: {
            records: readings.reduce((sum, { records }) => sum + records, 0),
            malformed: readings.reduce((sum, { malformed }) => sum + malformed, 0),
            ...(firstMalformed === undefined ? {} : { firstMalformed }),
            truncated: readings.some(({ truncated }) => truncated),
            ...(untold.length === 0 ? {} : { untold }),
          },
        }),
  };
}

/** How much an end spoils the whole. */
const worstEnds: readonly EngineEndKind[] = [
  'completed',
  'interrupted',
  'thresholds-crossed',
  'failed-by-script',
  'broken',
  'killed',
];

function badness({ end }: ManifestEngine): number {
  return end === undefined ? worstEnds.length : worstEnds.indexOf(end.kind);
}

function sumOfPlans(manifests: readonly Manifest[]): Manifest['plan'] {
  const plans = manifests.flatMap(({ plan }) => plan ?? []);
  const [first] = plans;
  if (first === undefined || plans.length < manifests.length) return undefined;
  const sum = (of: (plan: NonNullable<Manifest['plan']>) => number): number =>
    plans.reduce((total, plan) => total + of(plan), 0);
  return {
    sessionSeconds: first.sessionSeconds,
    sessionsPerSecond: sum(({ sessionsPerSecond }) => sessionsPerSecond),
    pageViewsPerSecond: sum(({ pageViewsPerSecond }) => pageViewsPerSecond),
    bookingsPerSecond: sum(({ bookingsPerSecond }) => bookingsPerSecond),
  };
}

function reasons(all: readonly (string | undefined)[]): string | undefined {
  const known = [...new Set(all.filter((reason) => reason !== undefined))];
  return known.length === 0 ? undefined : known.join(' ');
}

/** A tenant's bookings are all known where a part that asked has them all: each asked once its own load was over. */
function databaseAsked(manifests: readonly Manifest[]): Manifest['databaseAsked'] {
  const asked = manifests.flatMap((manifest) => manifest.databaseAsked ?? []);
  if (asked.length === 0) return undefined;
  const failure = reasons(asked.map((one) => one.failure));
  const everywhere = (tenant: string): boolean =>
    asked.every(({ bookingsListed }) => bookingsListed.includes(tenant));
  return {
    bookingsListed: [...new Set(asked.flatMap(({ bookingsListed }) => bookingsListed))].filter(
      everywhere,
    ),
    ...(failure === undefined ? {} : { failure }),
  };
}
