import { type Random, seededRandom } from '../../../core/seeded-random.ts';
import { type Histogram, add, emptyHistogram, toLine } from '../../../core/statistics/histogram.ts';
import type { TrendLine } from '../../../core/statistics/histogram-line.ts';
import type { Block, BlockPair, RunBlocks } from '../run-blocks.ts';

/** The requests that a slower system is slower at: the slowest fifth of them, so that p95 grows and p50 does not. */
export const slowed = 'offers';
/** Standard normal values above it are the slowest fifth. */
const slowestFifth = 0.8416;

/** Request names of the simulated system: share of its requests, median and spread of their durations. */
const names = [
  { name: 'home page', share: 0.4, medianMs: 20, sigma: 0.4 },
  { name: 'search', share: 0.3, medianMs: 90, sigma: 0.5 },
  { name: 'offers', share: 0.2, medianMs: 150, sigma: 0.5 },
  { name: 'book', share: 0.1, medianMs: 220, sigma: 0.6 },
] as const;

/** How the machine makes everything faster and slower; standard deviations of the logarithm of durations. */
export interface Weather {
  /** From second to second, with a correlation of 0.8 between neighbors. */
  readonly fast: number;
  /** Over minutes. */
  readonly slow: number;
  /** From run to run. */
  readonly runToRun: number;
  /** Requests per second. */
  readonly rate: number;
}

/** That of shared runners. */
export const sharedRunner: Weather = { fast: 0.08, slow: 0.1, runToRun: 0.03, rate: 100 };

/** A machine of one's own: it keeps still over minutes, but no two runs are the same. */
export const calmRunner: Weather = { fast: 0.08, slow: 0, runToRun: 0.03, rate: 100 };

/** One machine whose weather goes on from second to second, and the requests of a system on it. */
interface Machine {
  /** The durations of one more second, for a system whose `slowed` requests take `ratio` times as long. */
  readonly second: (ratio: number, into: Map<string, Histogram>) => void;
}

function machineOf(seed: number, { fast, slow, runToRun, rate }: Weather): Machine {
  const random = seededRandom(seed);
  const run = runToRun * normal(random);
  const quick = process(random, fast, 0.8);
  const drift = process(random, slow, 0.995);
  return {
    second: (ratio, into) => {
      const level = Math.exp(run + quick() + drift());
      for (const { name, share, medianMs, sigma } of names) {
        const histogram = into.get(name) ?? emptyHistogram();
        into.set(name, histogram);
        for (let left = poisson(random, rate * share); left > 0; left -= 1) {
          const z = normal(random);
          const factor = name === slowed && z > slowestFifth ? ratio : 1;
          add(histogram, Math.round(1000 * medianMs * level * factor * Math.exp(sigma * z)));
        }
      }
    },
  };
}

/** A block of seconds. */
export function playBlock(machine: Machine, seconds: number, ratio: number): Block {
  const block = new Map<string, Histogram>();
  for (let second = 0; second < seconds; second += 1) machine.second(ratio, block);
  return block;
}

/** Pairs of blocks that are played one after the other on one machine, order random within each. */
export function pairsOf(
  seed: number,
  seconds: number,
  ratio: number,
  weather = sharedRunner,
): () => BlockPair {
  const machine = machineOf(seed, weather);
  const order = seededRandom(seed ^ 0x5eed);
  return () => {
    const newFirst = order() < 0.5;
    const first = playBlock(machine, seconds, newFirst ? ratio : 1);
    const second = playBlock(machine, seconds, newFirst ? 1 : ratio);
    return newFirst ? { new: first, base: second } : { base: first, new: second };
  };
}

/** A whole run on a machine of its own, which is calm within it. */
export function playedRun(seeds: Random, seconds: number, ratio: number): RunBlocks {
  const seed = Math.floor(seeds() * 2 ** 32);
  return {
    id: String(seed),
    startedAt: seed,
    identity: {
      scenario: 'simulated',
      engine: 'none',
      machine: 'simulated',
      target: 'simulated',
      visitors: 100,
      seed: 1,
    },
    from: 0,
    to: seconds,
    slotSeconds: 1,
    requests: playSeconds(machineOf(seed, calmRunner), seconds, ratio),
  };
}

/** Each second with its line of every name. */
function playSeconds(machine: Machine, seconds: number, ratio: number): Map<string, TrendLine[]> {
  const requests = new Map<string, TrendLine[]>(names.map(({ name }) => [name, []]));
  for (let t = 0; t < seconds; t += 1) {
    const second = new Map<string, Histogram>();
    machine.second(ratio, second);
    for (const [name, histogram] of second)
      if (histogram.n > 0) requests.get(name)?.push(toLine(histogram, { t, name }));
  }
  return requests;
}

/** An autoregressive process of order 1 with this standard deviation, already under way. */
function process(random: Random, sd: number, phi: number): () => number {
  let value = sd * normal(random);
  return () => {
    value = phi * value + sd * Math.sqrt(1 - phi * phi) * normal(random);
    return value;
  };
}

/** Source: G. E. P. Box, M. E. Muller, Annals of Mathematical Statistics 29(2), 1958. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Source: D. E. Knuth, The Art of Computer Programming, volume 2, section 3.4.1. */
function poisson(random: Random, expected: number): number {
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
