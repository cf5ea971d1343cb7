import { type MeasuredKnee, kneeOfRuns } from '../reports/capacity/measured.ts';
import { levelsOf } from '../reports/capacity/level.ts';
import { judgeRun } from '../reports/report.ts';
import type { Target } from '../targets/target.ts';
import type { RunContext } from './context.ts';
import { type RunOptions, type RunResult, performRun } from './perform.ts';
import type { Progress } from './progress.ts';
import { type RunRequest, stairs } from './request.ts';

/** What a staircase came to. */
export interface StaircaseResult {
  readonly climb: RunResult;
  /** A second, finer one around the knee; undefined where the first found none and lost nothing. */
  readonly confirmation: RunResult | undefined;
  /** Of both; undefined where the load was not what it should have been. */
  readonly knee: MeasuredKnee | undefined;
}

/** Where the steps of the confirmation lie around the knee of the climb, and how many there are. */
const around = { from: 0.7, to: 1.15, steps: 4 };

/**
 * Climbs until an objective is lost, then backs off to below the knee that this tells and comes up again in finer steps.
 * @throws as performRun does
 */
export async function performStaircase(
  context: RunContext,
  progress: Progress,
  request: RunRequest,
  target: Target,
  options: RunOptions,
): Promise<StaircaseResult> {
  const climb = await performRun(context, progress, request, target, options);
  const first = { run: climb.folder, ...(await judgeRun(climb.folder)) };
  const knee = kneeOfRuns([first]);
  // Where an objective was lost though p95 was not, the last step is the nearest that is known.
  const last = levelsOf(climb.folder, first.evidence).at(-1);
  const isLost = first.evidence.manifest.endedEarly !== undefined;
  const near = knee?.visitors ?? (isLost ? last?.visitors : undefined);
  if (near === undefined || context.interrupted.aborted)
    return { climb, confirmation: undefined, knee };
  const visitors = Math.round(near * around.to);
  const [ramp, step] = request.phases;
  progress.say(
    `The knee seems to lie at ${Math.round(near)} visitors. Confirming with ${around.steps} steps around it.`,
  );
  const confirmation = await performRun(
    context,
    progress,
    {
      ...request,
      out: `${climb.folder}-confirm`,
      visitors,
      ...(request.profile === undefined
        ? {}
        : { virtualUsers: request.profile.virtualUsers(visitors) }),
      // Other visitors, so that a second look is one.
      seed: request.seed + 1,
      abortEarly: false,
      phases: stairs({
        visitors,
        firstVisitors: Math.round(near * around.from),
        steps: around.steps,
        rampSeconds: (ramp?.seconds ?? 0) * around.steps,
        holdSeconds: (step?.seconds ?? 0) * around.steps,
      }),
    },
    target,
    options,
  );
  const second = { run: confirmation.folder, ...(await judgeRun(confirmation.folder)) };
  return { climb, confirmation, knee: kneeOfRuns([first, second]) };
}
