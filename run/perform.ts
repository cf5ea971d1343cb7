import { copyFile, rm } from 'node:fs/promises';
import type { Context } from '../core/context.ts';
import { knownError } from '../core/errors.ts';
import { requireK6 } from '../scenarios/engines/k6/location.ts';
import { runFile } from '../core/run-folder/layout.ts';
import type { Manifest } from '../core/run-folder/manifest.ts';
import { createRunFolder } from '../core/run-folder/open.ts';
import { writeManifest } from '../core/run-folder/write-manifest.ts';
import { readObjectives } from '../reports/objectives/read.ts';
import { judgeAndDraw } from '../reports/report.ts';
import type { Verdict } from '../reports/verdict/schema.ts';
import { bundleScript } from '../scenarios/engines/k6/bundle.ts';
import { startK6 } from '../scenarios/engines/k6/k6.ts';
import { reach } from '../targets/reach.ts';
import type { Target } from '../targets/target.ts';
import type { Progress } from '../cli/progress.ts';
import { collectDatabaseEvidence } from './database-evidence.ts';
import { playLoad } from './load.ts';
import type { LoadResult } from './load.ts';
import { manifestOf } from './manifest.ts';
import { scriptSettings } from '../cli/run/request.ts';
import type { RunRequest } from '../cli/run/request.ts';

/** What a run came to, and where it is. */
export interface RunResult {
  readonly folder: string;
  readonly verdict: Verdict;
}

/**
 * Puts the load on the target, writes the run folder, judges and draws it.
 * @throws any known error; the run folder then holds all that was seen until then
 */
export async function performRun(
  context: Context,
  progress: Progress,
  request: RunRequest,
  target: Target,
  confirmed: boolean,
): Promise<RunResult> {
  if (request.objectives !== undefined) await readObjectives(request.objectives);
  const k6 = await requireK6(context.process.env);
  await reach(target, confirmed);
  const folder = await createRunFolder(request.out);
  const startedAt = context.now();
  const id = startedAt.toString(36);
  try {
    let manifest = await manifestOf(request, target, k6, {
      id,
      startedAt,
      workingDirectory: context.workingDirectory,
    });
    await writeManifest(folder.path, manifest);
    if (request.objectives !== undefined)
      await copyFile(request.objectives, runFile(folder.path, 'objectives'));
    const engine = await startK6({
      k6: k6.path,
      script: await scriptFor(request, folder.path),
      workingDirectory: context.workingDirectory,
      settings: scriptSettings(request, target, id),
      env: context.process.env,
      thresholds: request.profile === undefined,
      sharesMachine: target.kind === 'local',
    });
    const load = await playLoad(context, progress, {
      folder: folder.path,
      target,
      request,
      engine,
    });
    await refuseRejected(load, request, folder.path);
    manifest = withTimes(context, manifest, load);
    await writeManifest(folder.path, manifest);
    const evidence = await collectDatabaseEvidence(folder.path, target, startedAt, progress);
    manifest = { ...manifest, endedAt: new Date(context.now()).toISOString() };
    await writeManifest(folder.path, manifest);
    const verdict = await judgeAndDraw(folder.path);
    if (load.failure !== undefined) throw load.failure;
    if (evidence !== undefined) throw evidence;
    return { folder: folder.path, verdict };
  } finally {
    await folder.close();
  }
}

/** Ours are bundled; a user's own is run where it lies, as k6 itself would. */
async function scriptFor(request: RunRequest, folder: string): Promise<string> {
  if (request.profile === undefined) return request.script;
  const bundle = runFile(folder, 'script');
  await bundleScript(request.script, bundle);
  return bundle;
}

/**
 * k6's exit statuses for scripts and options that it does not take: 104 configuration, 107 script exception, 255 all
 * that has no status of its own, such as a script without functions.
 */
const rejections: ReadonlySet<number | null> = new Set([104, 107, 255]);

/** A script that k6 rejects before its first visit leaves nothing worth a folder. */
async function refuseRejected(
  load: LoadResult,
  request: RunRequest,
  folder: string,
): Promise<void> {
  if (!rejections.has(load.end.code) || load.iterated) return;
  await rm(folder, { recursive: true, force: true });
  const message = load.lastError ?? `it ended with status ${load.end.code}`;
  // An exception comes with its stack, over several lines.
  const line = message.trim().replaceAll(/\s*\n\s*/g, ' ');
  throw knownError('engine-rejected-script', { script: request.script, message: line });
}

function withTimes(context: Context, manifest: Manifest, load: LoadResult): Manifest {
  const { beganAt, endedAt, endedEarly, end } = load;
  return {
    ...manifest,
    ...(beganAt === undefined ? {} : { loadStartedAt: new Date(beganAt).toISOString() }),
    loadEndedAt: new Date(endedAt ?? context.now()).toISOString(),
    ...(endedEarly === undefined ? {} : { endedEarly }),
    engineExit: end.code,
  };
}
