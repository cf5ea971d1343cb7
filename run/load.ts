import { formatSeconds } from '../core/duration.ts';
import { every } from '../core/every.ts';
import { pause } from '../core/pause.ts';
import type { Objectives } from '../reports/objectives/schema.ts';
import type { Phase } from '../core/run-folder/manifest/phase.ts';
import type { ScriptSummary } from '../core/run-folder/files/script-summary.ts';
import type { EngineEnd, EngineReading, EngineRun } from '../scenarios/engine.ts';
import type { VirtualUsers } from '../scenarios/profiles.ts';
import type { Target } from '../targets/target.ts';
import type { RunContext } from './context.ts';
import { type EarlyAbort, abortEarly } from './early-abort.ts';
import { type LiveState, liveState } from './live.ts';
import { observe } from './observe.ts';
import type { LiveFigures } from './live-figures/otlp.ts';
import { observers } from '../probes/observers/index.ts';
import { followPhases, type PhaseHooks } from './phases.ts';
import type { Progress } from './progress.ts';
import { openSink, type RunSink, type Viewer } from './sink.ts';
import { followWhereabouts } from './whereabouts.ts';

/** How the load went, as far as the run folder does not say it. Times are milliseconds since 1970. */
export interface LoadResult {
  readonly end: EngineEnd;
  /** Undefined when its output could not be read to the end. */
  readonly reading: EngineReading | undefined;
  /** Of a script of the user's own. */
  readonly summary: ScriptSummary | undefined;
  readonly phases: readonly Phase[];
  readonly beganAt: number | undefined;
  readonly endedEarly: string | undefined;
  /** IP addresses that the target was seen to have, where they matter. */
  readonly addresses: readonly string[];
  /** What made the run end, other than the load being over: e.g. a full disk, or requests that went elsewhere. */
  readonly failure: Error | undefined;
}

export interface Load {
  readonly folder: string;
  readonly target: Target;
  readonly phases: readonly Phase[];
  readonly hooks: PhaseHooks;
  /** Lets the engine begin. */
  readonly start: () => Promise<EngineRun>;
  readonly virtualUsers: VirtualUsers | undefined;
  /** Whether the script is one of our profiles. */
  readonly isOurs: boolean;
  /** Whether real browsers are among the visitors. */
  readonly hasBrowsers: boolean;
  /** Ends the load once one of these cannot be met any more. */
  readonly abortBy: Objectives | undefined;
  readonly tell: (text: string) => void;
  /** Told what is counted while it is, see live-figures/; absent where nobody asked. */
  readonly figures?: LiveFigures | undefined;
  /** Told the phases whenever the times of one are known. */
  readonly phasesChanged: (phases: readonly Phase[]) => Promise<void>;
}

/** A target's last log lines and figures come within this time; one that tells none is not waited for. */
const settleMs = 1_500;
const told = [
  'accessLog',
  'containerEvents',
  'edgeLog',
  'readerSamples',
  'serviceLog',
  'writerSamples',
] as const;

/** Watches the engine play until it ends, is interrupted, or nothing can be written any more. */
export async function playLoad(
  context: RunContext,
  progress: Progress,
  load: Load,
): Promise<LoadResult> {
  const { folder, target, isOurs, tell } = load;
  const live = liveState();
  const played = new AbortController();
  const over = new AbortController();
  let failure: Error | undefined;
  let endedEarly: string | undefined;
  let begun: EngineRun | undefined;

  const endEarly = (reason: string): void => {
    endedEarly ??= reason;
    begun?.interrupt();
  };
  const endFor = (error: Error, because: string): void => {
    failure ??= error;
    endEarly(because);
  };
  const whereabouts = followWhereabouts(target, endFor, tell);
  let known = load.phases;
  const abort = abortOf(load, { beganAt: live.beganAt, phases: () => known, end: endEarly });
  const guard = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      const known = error instanceof Error ? error : new Error(String(error));
      endFor(known, known.message);
      return undefined;
    }
  };
  // Whoever interrupted the load, or does so while it is waited, wants to know what there is.
  const notBegun = new AbortController();
  const late = { giveUp: AbortSignal.any([context.interrupted, notBegun.signal]), tell };
  const watch = (generatorPids: readonly number[], which: readonly string[]) =>
    observe(
      folder,
      { target, generatorPids, isOurs, until: over.signal, late, tell },
      abort?.seeRecord,
      which,
    ).map((watching) => guard(watching));
  const first = Object.keys(observers).filter((name) => observers[name]?.watchedBefore === true);
  const watchingBefore = watch([], first);
  const begin = async (): Promise<[EngineRun, RunSink]> => {
    const run = await load.start();
    const viewer = inTurn(live, load.figures, abort);
    return [run, await openSink(folder, viewer, whereabouts, load.hasBrowsers)];
  };
  const [engine, sink] = await begin().catch(async (error: unknown) => {
    notBegun.abort();
    over.abort();
    await Promise.all(watchingBefore);
    throw error;
  });
  begun = engine;
  if (endedEarly !== undefined) engine.interrupt();
  const interrupt = (): void => endEarly('It was interrupted.');
  context.interrupted.addEventListener('abort', interrupt, { once: true });
  if (context.interrupted.aborted) interrupt();

  const recording = guard(recordAll(engine, sink));
  const phases = guard(
    followPhases(load.phases, {
      now: context.now,
      beganAt: live.beganAt,
      over: played.signal,
      hooks: load.hooks,
      changed: (changed) => {
        known = changed;
        return load.phasesChanged(changed);
      },
    }),
  );
  const others = Object.keys(observers).filter((name) => !first.includes(name));
  const watching = watch(engine.pids, others);
  const showing = showLive(context, progress, live, { ...load, engine }, over.signal);

  // Whatever becomes of the engine, nothing that watches may go on without it.
  const [end] = await Promise.allSettled([engine.end]);
  context.interrupted.removeEventListener('abort', interrupt);
  played.abort();
  const reading = await recording;
  const summary = await guard(engine.summary());
  if (told.some((one) => target[one] !== undefined))
    await pause(settleMs, new AbortController().signal);
  over.abort();
  await Promise.all([...watchingBefore, ...watching, showing]);
  progress.end();
  if (end.status === 'rejected') throw end.reason;
  return {
    end: end.value,
    reading,
    summary,
    phases: (await phases) ?? load.phases,
    beganAt: live.beganAt(),
    endedEarly,
    addresses: await whereabouts.addresses(),
    failure,
  };
}

function abortOf(
  { abortBy }: Load,
  clock: Parameters<typeof abortEarly>[1],
): EarlyAbort | undefined {
  return abortBy === undefined ? undefined : abortEarly(abortBy, clock);
}

/** All see what is counted; the live line first, for it knows when load began. */
function inTurn(
  live: LiveState,
  ...others: readonly (Pick<Viewer, 'seeHistogram' | 'seeSeries'> | undefined)[]
): Viewer {
  const all = [live, ...others.filter((other) => other !== undefined)];
  return {
    seeHistogram: (line) => {
      for (const each of all) each.seeHistogram(line);
    },
    seeSeries: (line) => {
      for (const each of all) each.seeSeries(line);
    },
    seeFailure: live.seeFailure,
  };
}

async function recordAll(engine: EngineRun, sink: RunSink): Promise<EngineReading> {
  try {
    return await engine.record(sink);
  } finally {
    await sink.close();
  }
}

async function showLive(
  context: RunContext,
  progress: Progress,
  live: LiveState,
  { engine, virtualUsers }: Pick<Load, 'virtualUsers'> & { readonly engine: EngineRun },
  until: AbortSignal,
): Promise<void> {
  const begun = context.now();
  for await (const _ of every(1_000, until)) {
    const now = context.now();
    const seconds = (now - begun) / 1000;
    const ready = live.beganAt() === undefined ? await engine.ready() : undefined;
    progress.live(
      ready === undefined
        ? live.text(seconds, now)
        : preparing(seconds, ready, virtualUsers?.prepared),
    );
  }
}

/** `12 s  preparing visitors: 4,000 of 10,000 are ready`. */
function preparing(seconds: number, ready: number, of: number | undefined): string {
  const all = of === undefined ? '' : ` of ${of.toLocaleString('en-US')}`;
  return `${formatSeconds(seconds)}  preparing visitors: ${ready.toLocaleString('en-US')}${all} are ready`;
}
