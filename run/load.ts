import type { ChildEnd } from '../core/child-process.ts';
import type { Context } from '../core/context.ts';
import { every } from '../core/every.ts';
import { reasonOf } from '../core/errors.ts';
import { collectGarbage } from '../scenarios/engines/k6/garbage.ts';
import type { EngineRun } from '../scenarios/engines/k6/k6.ts';
import type { Target } from '../targets/target.ts';
import type { Progress } from '../cli/progress.ts';
import { liveState } from './live.ts';
import { observe } from './observe.ts';
import { recordLog, recordPoints } from './record.ts';
import type { RunRequest } from '../cli/run/request.ts';

/** How the load went, as far as the run folder does not say it. Times are milliseconds since 1970. */
export interface LoadResult {
  readonly end: ChildEnd;
  readonly iterated: boolean;
  readonly lastError: string | undefined;
  readonly beganAt: number | undefined;
  /** When the hold ended by plan; undefined for scripts that make their own. */
  readonly endedAt: number | undefined;
  readonly endedEarly: string | undefined;
  /** What made the run end, other than the load being over: e.g. a full disk. */
  readonly failure: Error | undefined;
}

interface Load {
  readonly folder: string;
  readonly target: Target;
  readonly request: RunRequest;
  readonly engine: EngineRun;
}

/** The load balancer and the tasks write their last lines within this time. */
const settleMs = 1_500;

/** Watches the engine play until it ends, is interrupted, or nothing can be written any more. */
export async function playLoad(
  context: Context,
  progress: Progress,
  load: Load,
): Promise<LoadResult> {
  const { folder, target, request, engine } = load;
  const live = liveState();
  const over = new AbortController();
  const problems = new Set<string>();
  let failure: Error | undefined;
  let endedEarly: string | undefined;

  const endEarly = (reason: string): void => {
    endedEarly ??= reason;
    engine.interrupt();
  };
  const guard = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
      endEarly(failure.message);
      return undefined;
    }
  };
  const interrupt = (): void => endEarly('It was interrupted.');
  context.interrupted.addEventListener('abort', interrupt, { once: true });
  if (context.interrupted.aborted) interrupt();

  const tell = (text: string): void => {
    if (problems.has(text)) return;
    problems.add(text);
    progress.say(text);
  };
  const points = guard(recordPoints(folder, engine.csv, live));
  const log = guard(recordLog(folder, engine.log));
  const watching = observe({
    folder,
    target,
    generatorPid: engine.pid,
    until: over.signal,
    tell,
  }).map((watch) => guard(watch));
  const playing = new AbortController();
  const tidying = tidyGenerator(engine.api, playing.signal, tell);
  const showing = showLive(context, progress, live, over.signal);

  const end = await engine.ended;
  playing.abort();
  await Promise.all([points, log]);
  await settle(settleMs);
  over.abort();
  await Promise.all([...watching, tidying, showing]);
  progress.end();
  context.interrupted.removeEventListener('abort', interrupt);
  const first = live.firstSecond();
  return {
    end,
    iterated: first !== undefined,
    lastError: (await log)?.lastError,
    beganAt: first === undefined ? undefined : first * 1000,
    endedAt: first === undefined ? undefined : plannedEnd(first * 1000, request, context.now()),
    endedEarly,
    failure,
  };
}

async function tidyGenerator(
  api: string,
  until: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  try {
    await collectGarbage(api, until);
  } catch (error) {
    // A connection breaks off a moment before the end of the process is known.
    await settle(settleMs);
    if (!until.aborted) tell(`The generator's memory is not cleaned up early: ${reasonOf(error)}`);
  }
}

async function showLive(
  context: Context,
  progress: Progress,
  live: ReturnType<typeof liveState>,
  until: AbortSignal,
): Promise<void> {
  const begun = context.now();
  for await (const _ of every(1_000, until))
    progress.live(live.text((context.now() - begun) / 1000));
}

function plannedEnd(began: number, request: RunRequest, now: number): number | undefined {
  if (request.profile === undefined) return undefined;
  return Math.min(now, began + (request.rampSeconds + request.holdSeconds) * 1000);
}

function settle(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
