import { medianOf } from '../outliers.ts';
import { leastOnUnit } from './least-value.ts';
import { type MultiServerQueue, rateWithin, shareSlowerThan } from './multi-server-queue.ts';

/** Some seconds of a step. */
export interface StepWindow {
  readonly requests: number;
  /** Share of them that took longer than the objective allows. */
  readonly slow: number;
  /** Share of them that failed. */
  readonly failed: number;
  /** Answers per second, whenever they were asked for. */
  readonly throughput: number;
}

/** A step of a staircase: a load that was held for a while. */
export interface LoadStep {
  /** Requests per second. */
  readonly rate: number;
  /** In order of time; the first half is taken for warm-up and left out. */
  readonly windows: readonly StepWindow[];
}

/** At a percentile p of at most `seconds`, the share 1 - p may be slower. */
export interface KneeObjective {
  readonly seconds: number;
  readonly slow: number;
  readonly failed: number;
}

/** The greatest rate that still meets an objective. */
export type Knee =
  | {
      readonly kind: 'found';
      readonly rate: number;
      /** The steps around it. */
      readonly between: readonly [below: number, above: number];
      /** The queue whose knee it is; absent where none fits, so that it lies on a line between two steps. */
      readonly queue?: MultiServerQueue;
    }
  /** Every step met the objective. */
  | { readonly kind: 'not-reached'; readonly atLeast: number }
  /** The first step did not. */
  | { readonly kind: 'missed-from-the-start'; readonly below: number }
  | { readonly kind: 'no-steps' };

/** What is known of a settled step. */
interface Settled {
  readonly rate: number;
  readonly mean: number;
  /** Median of the windows' shares. */
  readonly middle: number;
  /** Squared standard error of the mean. */
  readonly variance: number;
  readonly meets: boolean;
  readonly throughput: number;
}

/**
 * The knee of a staircase. Steps are good or bad by the median of their settled windows, which a pause does not move. The
 * knee between two of them is that of the M/M/c queue that fits the slow shares of all steps best (least squares of their
 * logits, each by how sure it is; steps beyond saturation tell what all servers do together); where none fits, a
 * line between the two. Requests are pooled in it: the median of the percentiles of windows is too low close to saturation.
 */
export function kneeOf(steps: readonly LoadStep[], objective: KneeObjective): Knee {
  const settled = steps
    .map((step) => settledStep(step, objective))
    .filter((step) => step !== undefined)
    .toSorted((a, b) => a.rate - b.rate);
  const lastGood = settled.findLastIndex(({ meets }) => meets);
  const [first] = settled;
  if (first === undefined) return { kind: 'no-steps' };
  if (lastGood === -1) return { kind: 'missed-from-the-start', below: first.rate };
  const [good, bad] = [settled[lastGood] ?? first, settled[lastGood + 1]];
  if (bad === undefined) return { kind: 'not-reached', atLeast: good.rate };
  const fitted = believedQueue(settled, objective);
  const rate = fitted?.rate ?? onLine(good, bad, objective.slow);
  const above = settled.find((step) => step.rate > rate) ?? bad;
  const below = settled.findLast((step) => step.rate <= rate) ?? first;
  const found = { kind: 'found', rate, between: [below.rate, above.rate] } as const;
  return fitted === undefined ? found : { ...found, queue: fitted.queue };
}

/**
 * The queue that fits, with its knee. One that holds steps for bad of which hardly any request was slow, or for good of
 * which most were, is none, however well it fits the others.
 */
function believedQueue(
  settled: readonly Settled[],
  objective: KneeObjective,
): { readonly queue: MultiServerQueue; readonly rate: number } | undefined {
  const queue = fittingQueue(settled, objective);
  if (queue === undefined) return undefined;
  const rate = rateWithin(queue, objective.seconds, objective.slow);
  const isBelieved =
    rate >= surelyGood(settled, objective) && rate <= chanceBeyond * surelyBad(settled);
  return isBelieved ? { queue, rate } : undefined;
}

/** Shares of slow requests so far below that of the objective are no chance. */
const farBelow = 0.2;
/** So far beyond the first overloaded step a knee may lie by chance. */
const chanceBeyond = 1.1;
/** A step in half of whose windows such a share was slow was overloaded. */
const mostSlow = 0.5;

/** The rate up to which every step met the objective by far; 0 where the first one did not. */
function surelyGood(settled: readonly Settled[], { slow }: KneeObjective): number {
  const end = settled.findIndex(({ meets, mean }) => !meets || mean > farBelow * slow);
  return settled[(end === -1 ? settled.length : end) - 1]?.rate ?? 0;
}

/** The rate from which on every step was overloaded; Infinity where the last one was not. */
function surelyBad(settled: readonly Settled[]): number {
  return settled[settled.findLastIndex(({ middle }) => middle < mostSlow) + 1]?.rate ?? Infinity;
}

function settledStep({ rate, windows }: LoadStep, objective: KneeObjective): Settled | undefined {
  const kept = windows.slice(windows.length >> 1).filter(({ requests }) => requests > 0);
  if (kept.length === 0) return undefined;
  const shares = kept.map(({ slow }) => slow);
  const mean = shares.reduce((sum, share) => sum + share, 0) / kept.length;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const requests = kept.reduce((sum, window) => sum + window.requests, 0);
  const byChance = Math.max(mean * (1 - mean), 1 / requests) / requests;
  return {
    rate,
    mean,
    middle: medianOf(shares),
    throughput: kept.reduce((sum, { throughput }) => sum + throughput, 0) / kept.length,
    variance: Math.max(byChance, kept.length < 2 ? 0 : squares / (kept.length * (kept.length - 1))),
    meets:
      medianOf(shares) <= objective.slow &&
      medianOf(kept.map(({ failed }) => failed)) <= objective.failed,
  };
}

/** Above this share a step has no steady state: what is seen depends on how long it lasted. */
const steadyBelow = 0.6;
const mostServers = 64;
/** Squared error of a logit, and error of the throughput at saturation, that are put down to the model. */
const modelVariance = 0.15 ** 2;
const throughputError = 0.01;
/** Mean squared error of a step, in its own, up to which a queue is believed. */
const mostError = 4;

function fittingQueue(
  settled: readonly Settled[],
  { seconds }: KneeObjective,
): MultiServerQueue | undefined {
  const steady = settled.filter(({ mean }) => mean < steadyBelow);
  const last = steady.at(-1);
  if (last === undefined) return undefined;
  const saturated = settled.filter(({ mean }) => mean >= steadyBelow);
  const together = Math.max(0, ...saturated.map(({ throughput }) => throughput));
  const seen = steady.map(({ rate, mean, variance }) => ({
    rate,
    logit: logit(mean),
    weight: 1 / (modelVariance + variance / (clamped(mean) * (1 - clamped(mean))) ** 2),
  }));
  const errorOf = (queue: MultiServerQueue): number => {
    let error = 0;
    for (const { rate, logit: own, weight } of seen)
      error += weight * (logit(shareSlowerThan(queue, rate, seconds)) - own) ** 2;
    if (together === 0) return error;
    const most = queue.servers / queue.serviceSeconds;
    return error + ((most / together - 1) / throughputError) ** 2;
  };
  let [best, least]: [MultiServerQueue | undefined, number] = [undefined, Infinity];
  for (let servers = 1; servers <= mostServers; servers += 1) {
    // It served the last steady step, so that it can serve that much.
    const longest = servers / last.rate;
    const { at, value } = leastOnUnit((part) =>
      part === 0 ? Infinity : errorOf({ servers, serviceSeconds: part * longest }),
    );
    if (value < least) [best, least] = [{ servers, serviceSeconds: at * longest }, value];
  }
  // A step may look bad by chance, all of them do not: one queue that fits them all is better than two of them.
  return least <= mostError * seen.length ? best : undefined;
}

/** Where the logit of the slow share comes to that of the objective, on a line between two steps. */
function onLine(good: Settled, bad: Settled, share: number): number {
  const [from, to] = [logit(Math.min(good.mean, share)), logit(Math.max(bad.mean, share))];
  const part = to === from ? 0.5 : (logit(share) - from) / (to - from);
  return good.rate + part * (bad.rate - good.rate);
}

function logit(share: number): number {
  return Math.log(clamped(share) / (1 - clamped(share)));
}

/** Shares of none and all have no logit. */
function clamped(share: number): number {
  return Math.min(1 - 1e-5, Math.max(1e-5, share));
}
