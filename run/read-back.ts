import { copyFile, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { knownError } from '../core/errors.ts';
import { fileSizes } from '../core/run-folder/file-sizes.ts';
import { runFiles } from '../core/run-folder/files/index.ts';
import type { ManifestEngine } from '../core/run-folder/manifest/engine.ts';
import type { Manifest } from '../core/run-folder/manifest/manifest.ts';
import { type Phase, plannedSeconds } from '../core/run-folder/manifest/phase.ts';
import { createRunFolder } from '../core/run-folder/open.ts';
import { runFile } from '../core/run-folder/path.ts';
import { writeManifest } from '../core/run-folder/write-manifest.ts';
import { distributors } from '../scenarios/distributed/distributors.ts';
import { type DistributionPlan, resultsName } from '../scenarios/distributed/plan.ts';
import { visitorsOf } from '../scenarios/distributed/sizing.ts';
import type { Brought, ReadBack } from '../scenarios/engine.ts';
import { engines } from '../scenarios/engines/index.ts';
import { liveState } from './live.ts';
import { openSink } from './sink.ts';

/** Where requests went stands in what came back. */
const nowhere = {
  address: () => undefined,
  stray: () => undefined,
  addresses: () => Promise.resolve([]),
};
/** Seconds of the load that may lie after what a generator counted last: it counts once a second. */
const mostTail = 3;

/**
 * Makes a run folder in `into` of what each generator of a plan brought back.
 * @returns the folders
 * @throws unreadable-file when something is missing; cannot-distribute when its engine brings nothing back
 */
export async function readBack(
  planFolder: string,
  plan: DistributionPlan,
  into: string,
): Promise<string[]> {
  const { readBack: reading } = engines[plan.manifest.engine.name];
  if (reading === undefined || distributors[plan.by]?.bringsBack !== true)
    throw knownError('cannot-distribute', {
      what: `What ${plan.by} played`,
      reason: 'it brings back nothing that can be merged',
      remedy: 'Its own report is all that there is.',
    });
  const brought = await reading.find(join(planFolder, resultsName));
  const folders: string[] = [];
  for (const one of brought) {
    const folder = join(into, basename(one.output).replace(/\..*$/, ''));
    await readOne(planFolder, plan, reading, one, folder);
    folders.push(folder);
  }
  return folders;
}

async function readOne(
  planFolder: string,
  plan: DistributionPlan,
  { read }: ReadBack,
  brought: Brought,
  path: string,
): Promise<void> {
  const folder = await createRunFolder(path);
  try {
    const live = liveState();
    const sink = await openSink(path, live, nowhere);
    let [first, last] = [Infinity, -Infinity];
    const readAll = async (): Promise<Pick<ManifestEngine, 'reading' | 'exceptions'>> => {
      try {
        return await read(brought, {
          ...sink,
          series: (line) => {
            [first, last] = [Math.min(first, line.t), Math.max(last, line.t)];
            sink.series(line);
          },
        });
      } finally {
        await sink.close();
      }
    };
    const told = await readAll();
    const output = `engine${/\.csv.*$|\.\w+$/.exec(brought.output)?.[0] ?? ''}`;
    await symlink(brought.output, join(path, output));
    const script = scripts[plan.manifest.engine.name];
    await copyFile(join(planFolder, runFiles[script].name), runFile(path, script));
    const times = { first, last, beganAt: live.beganAt() };
    const manifest = manifestOfPart(plan, brought.nth, times);
    const whole = { ...manifest, engine: { ...manifest.engine, ...told, output } };
    await writeManifest(path, { ...whole, files: await fileSizes(path, whole) });
  } finally {
    await folder.close();
  }
}

/** The script as each engine has it. */
const scripts = { k6: 'script', artillery: 'artilleryScript' } as const;
/** What engines are called in sentences. */
const called = { k6: 'k6', artillery: 'Artillery' } as const;

/** Seconds of what a generator counted, and when its first visitor came, in milliseconds. */
interface Times {
  readonly first: number;
  readonly last: number;
  readonly beganAt: number | undefined;
}

function manifestOfPart(
  { name, by, generators, manifest }: DistributionPlan,
  nth: number,
  { first, last, beganAt }: Times,
): Manifest {
  const share = (visitors: number): number => visitorsOf(visitors, nth, generators);
  const ended = (last + 1) * 1000;
  const planned = plannedSeconds(manifest.phases);
  const due = (beganAt ?? Infinity) + planned * 1000;
  const missing = Math.round((due - ended) / 1000);
  const isWhole = missing <= mostTail;
  const detail = isWhole
    ? `${called[manifest.engine.name]} played to its end.`
    : `What ${called[manifest.engine.name]} counted ends ${missing} s before its load should have.`;
  return {
    ...manifest,
    id: `${name}-${nth}`,
    part: {
      plan: name,
      nth,
      of: generators,
      ...(distributors[by]?.isTogether === false ? { beganAlone: true } : {}),
    },
    unwatched: true,
    visitorsAsked: share(manifest.visitorsAsked),
    phases: timedPhases(manifest.phases, beganAt, Math.min(due, ended + mostTail * 1000), share),
    engine: { ...manifest.engine, end: { kind: isWhole ? 'completed' : 'broken', detail } },
    ...(Number.isFinite(first) ? { startedAt: iso(first * 1000), endedAt: iso(ended) } : {}),
    ...(beganAt === undefined ? {} : { loadStartedAt: iso(beganAt) }),
    ...(beganAt === undefined ? {} : { loadEndedAt: iso(Math.min(due, ended)) }),
    ...(isWhole ? {} : { endedEarly: detail }),
  };
}

/** When phases were, by their planned lengths; those that there was no time for have none. */
function timedPhases(
  phases: readonly Phase[],
  beganAt: number | undefined,
  ended: number,
  share: (visitors: number) => number,
): Phase[] {
  let next = beganAt ?? Infinity;
  return phases.map(({ visitors, ...phase }) => {
    const from = next;
    next = from + (phase.seconds ?? 0) * 1000;
    return {
      ...phase,
      ...(visitors === undefined ? {} : { visitors: share(visitors) }),
      ...(from < ended ? { startedAt: iso(from) } : {}),
      ...(from < ended ? { endedAt: iso(Math.min(next, ended)) } : {}),
    };
  });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
