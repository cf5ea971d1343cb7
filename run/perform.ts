import { copyFile, rm } from 'node:fs/promises';
import { BilanciaError, knownError } from '../core/errors.ts';
import { fileSizes } from '../core/run-folder/file-sizes.ts';
import type { Manifest } from '../core/run-folder/manifest/manifest.ts';
import { createRunFolder } from '../core/run-folder/open.ts';
import { runFile } from '../core/run-folder/path.ts';
import { writeManifest } from '../core/run-folder/write-manifest.ts';
import { writeWhole } from '../core/run-folder/write-whole.ts';
import { defaultObjectivesOf } from '../reports/objectives/defaults.ts';
import { readObjectives } from '../reports/objectives/read.ts';
import type { Objectives } from '../reports/objectives/schema.ts';
import { judgeAndDraw } from '../reports/report.ts';
import type { Verdict } from '../reports/verdict/schema.ts';
import type { EnginePlan } from '../scenarios/engine.ts';
import { engines } from '../scenarios/engines/index.ts';
import { reach } from '../targets/reach.ts';
import type { Target } from '../targets/target.ts';
import { checkBookable } from './bookable.ts';
import { checkTargetTakes, generatorsHere } from './capacity.ts';
import type { RunContext } from './context.ts';
import { collectDatabaseEvidence } from './database-evidence.ts';
import { type LoadResult, playLoad } from './load.ts';
import { type LiveFigures, type OtlpEndpoint, sendLiveFigures } from './live-figures/otlp.ts';
import { manifestOf, modelOf } from './manifest.ts';
import type { PhaseHooks } from './phases.ts';
import type { Progress } from './progress.ts';
import type { RunRequest } from './request.ts';
import { scriptSettings } from './settings.ts';

/** What a run came to, and where it is. */
export interface RunResult {
  readonly folder: string;
  readonly verdict: Verdict;
}

export interface RunOptions {
  /** The user confirmed that a system elsewhere may be tested. */
  readonly confirmed: boolean;
  /** Done around the phases, by a drill for example. */
  readonly hooks?: PhaseHooks;
  /** Where live figures go. */
  readonly otlp?: OtlpEndpoint | undefined;
}

/**
 * Puts the load on the target, writes the run folder, judges and draws it.
 * @throws any known error; the run folder then holds all that was seen until then
 */
export async function performRun(
  context: RunContext,
  progress: Progress,
  request: RunRequest,
  target: Target,
  options: RunOptions,
): Promise<RunResult> {
  const objectives =
    request.objectives === undefined
      ? defaultObjectivesOf({ model: modelOf(request), scenario: request.scenario })
      : await readObjectives(request.objectives);
  const engine = engines[request.engine];
  const generators = generatorsHere(request, target.limits);
  const plan = await engine.plan({
    script: request.script,
    isOurs: request.profile !== undefined,
    generators,
    virtualUsers: request.virtualUsers?.prepared,
    browsers: request.browsers,
    workingDirectory: context.workingDirectory,
    // Go trusts this file beside the folders of the machine's own certificates.
    env: target.ca === undefined ? context.env : { ...context.env, SSL_CERT_FILE: target.ca },
    sharesMachine: target.capabilities.sharesMachine,
  });
  for (const lack of target.lacks ?? []) progress.say(lack);
  await reach(target, options.confirmed);
  if (request.profile !== undefined) {
    const { hasStaff } = request.profile;
    await checkBookable(target, request.scenario, hasStaff);
  }
  const folder = await createRunFolder(request.out);
  try {
    return await performIn(folder.path, {
      context,
      progress,
      request,
      target,
      plan,
      abortBy:
        request.abortEarly === true || objectives.beyondSaving === 'abort' ? objectives : undefined,
      ...options,
    });
  } finally {
    await folder.close();
  }
}

interface Performance extends RunOptions {
  readonly context: RunContext;
  readonly progress: Progress;
  readonly request: RunRequest;
  readonly target: Target;
  readonly plan: EnginePlan;
  readonly abortBy: Objectives | undefined;
}

async function performIn(folder: string, performance: Performance): Promise<RunResult> {
  const { context, progress, request, target, plan, abortBy, hooks = {} } = performance;
  const startedAt = context.now();
  const id = startedAt.toString(36);
  let manifest = await manifestOf(request, target, plan.manifest, {
    id,
    startedAt,
    workingDirectory: context.workingDirectory,
    confined: !performance.confirmed,
  });
  const update = async (change: Partial<Manifest>): Promise<void> => {
    manifest = { ...manifest, ...change };
    await writeManifest(folder, manifest);
  };
  await update({});
  if (request.objectives !== undefined)
    await copyFile(request.objectives, runFile(folder, 'objectives'));
  const tell = once(progress.say);
  const settings = scriptSettings(request, target, id);
  const figures =
    performance.otlp === undefined
      ? undefined
      : sendLiveFigures(performance.otlp, aboutOf(manifest), startedAt, tell);
  const playing = playLoad(context, progress, {
    folder,
    figures,
    target,
    phases: request.phases,
    hooks,
    start: () =>
      plan.start({
        folder,
        settings,
        admit: (users) => checkTargetTakes(users, target.limits),
        confined: manifest.confined === true,
        tell,
      }),
    virtualUsers: request.virtualUsers,
    isOurs: request.profile !== undefined,
    hasBrowsers: plan.manifest.browsers !== undefined,
    abortBy,
    tell,
    phasesChanged: (phases) => update({ phases: [...phases] }),
  });
  const load = await closedAfter(playing, figures).catch(withoutFolder(folder));
  await refuseRejected(load, request, folder);
  await update(afterLoad(context, manifest, load));
  if (load.summary !== undefined)
    await writeWhole(runFile(folder, 'scriptSummary'), `${JSON.stringify(load.summary)}\n`);
  const { asked, failure } = await collectDatabaseEvidence(folder, target, startedAt, {
    ...progress,
    say: tell,
  });
  await update({
    ...(asked === undefined ? {} : { databaseAsked: asked }),
    endedAt: iso(context.now()),
    files: await fileSizes(folder, manifest),
  });
  const verdict = await judgeAndDraw(folder);
  if (load.failure !== undefined) throw load.failure;
  if (failure !== undefined) tell(failure.message);
  return { folder, verdict };
}

/** Whatever becomes of the load, nothing goes on sending figures of it. */
async function closedAfter<T>(playing: Promise<T>, figures: LiveFigures | undefined): Promise<T> {
  try {
    return await playing;
  } finally {
    await figures?.close();
  }
}

/** What dashboards can tell runs apart by. */
function aboutOf({ id, scenario, target, gitRevision }: Manifest): Record<string, string> {
  return {
    'bilancia.run': id,
    'bilancia.scenario': scenario,
    'bilancia.target': target.name,
    ...(gitRevision === undefined ? {} : { 'bilancia.revision': gitRevision }),
  };
}

/** Tells each text once. */
function once(say: (text: string) => void): (text: string) => void {
  const told = new Set<string>();
  return (text) => {
    if (!told.has(text)) say(text);
    told.add(text);
  };
}

/** A load that the target does not take leaves nothing, as it was refused before anybody played. */
function withoutFolder(folder: string): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof BilanciaError && error.code === 'too-many-visitors')
      await rm(folder, { recursive: true, force: true });
    throw error;
  };
}

/** A script that the engine rejects before its first visit leaves nothing worth a folder. */
async function refuseRejected(
  { end, failure }: LoadResult,
  { engine, script }: RunRequest,
  folder: string,
): Promise<void> {
  // What ended it is told instead: a script that is kept from somewhere may throw for it.
  if (end.kind !== 'rejected' || failure !== undefined) return;
  await rm(folder, { recursive: true, force: true });
  throw knownError('engine-rejected-script', { engine, script, message: end.detail });
}

function afterLoad(
  context: RunContext,
  { engine, target }: Manifest,
  load: LoadResult,
): Partial<Manifest> {
  const { beganAt, endedEarly, phases, end, reading, addresses } = load;
  // A script that throws for what ended the run was not rejected by itself.
  const kind = end.kind === 'rejected' ? 'interrupted' : end.kind;
  return {
    ...(beganAt === undefined ? {} : { loadStartedAt: iso(beganAt) }),
    loadEndedAt: phases.findLast(({ endedAt }) => endedAt)?.endedAt ?? iso(context.now()),
    ...(endedEarly === undefined ? {} : { endedEarly }),
    phases: [...phases],
    target: { ...target, addresses: [...addresses] },
    engine: {
      ...engine,
      ...end.manifest,
      end: { kind, detail: end.detail },
      ...(reading === undefined ? {} : { reading }),
    },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
