import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';

/** Load begins with a whole second, which may be the one that the run itself began in. Milliseconds. */
const slack = 1_000;
/** Fraction of its planned seconds by which a phase may be off. */
const most = 0.05;

/** What the times of a run that ended in order say against one another, as clauses. */
export function timesThatContradict(manifest: Manifest): string[] {
  const { startedAt, loadStartedAt, loadEndedAt, endedAt, phases } = manifest;
  if (loadStartedAt === undefined || loadEndedAt === undefined)
    return [
      `it ended in order, but does not tell when its load ${loadStartedAt === undefined ? 'began' : 'ended'}`,
    ];
  const [began, ended] = [at(loadStartedAt), at(loadEndedAt)];
  return [
    ...(began < at(startedAt) - slack ? ['its load began before the run'] : []),
    ...(ended < began ? ['its load ended before it began'] : []),
    ...(endedAt !== undefined && at(endedAt) < ended - slack
      ? ['its load ended after the run']
      : []),
    ...phases.flatMap((phase, index) => {
      const next = phases[index + 1];
      return [
        ...ofPhase(phase, manifest),
        ...(index === 0 && phase.startedAt !== loadStartedAt
          ? [`${phase.name} did not begin with the load`]
          : []),
        ...(next === undefined && phase.endedAt !== loadEndedAt
          ? [`${phase.name} did not end with the load`]
          : []),
        ...(next !== undefined && next.startedAt !== phase.endedAt
          ? [`${next.name} did not begin when ${phase.name} ended`]
          : []),
      ];
    }),
  ];
}

function ofPhase({ name, startedAt, endedAt, seconds }: Phase, { engine }: Manifest): string[] {
  if (startedAt === undefined || endedAt === undefined)
    return [`the run ended in order, but ${name} did not`];
  const lasted = at(endedAt) - at(startedAt);
  if (lasted <= 0 && seconds !== 0) return [`${name} ended no later than it began`];
  if (seconds === undefined || engine.end?.kind !== 'completed') return [];
  return Math.abs(lasted - seconds * 1000) <= slack + most * seconds * 1000
    ? []
    : [`${name} lasted ${lasted / 1000} s, but ${seconds} s were planned`];
}

function at(iso: string): number {
  return Date.parse(iso);
}
