import type { Random } from '../../seeded-random.ts';

/** A standard normal value. Source: G. E. P. Box, M. E. Muller, Annals of Mathematical Statistics 29(2), 1958. */
export function normalVariate(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal of mean 1, sigma being the standard deviation of its logarithm. */
export function logNormalVariate(sigma: number, random: Random): number {
  return Math.exp(sigma * normalVariate(random) - (sigma * sigma) / 2);
}

/**
 * Gamma of this shape and scale 1. Source: G. Marsaglia, W. W. Tsang, A Simple Method for Generating Gamma Variables,
 * ACM TOMS 26(3), 2000, with its boost for shapes below 1.
 */
export function gammaVariate(shape: number, random: Random): number {
  if (shape < 1) return gammaVariate(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalVariate(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Above this mean a Poisson variate is drawn as a rounded normal one, off by less than a hundredth of its deviation. */
const normalFrom = 500;

/** Poisson of this mean. Source: D. E. Knuth, The Art of Computer Programming 2, 3.4.1; halved by gamma, Ahrens and Dieter 1974. */
export function poissonVariate(mean: number, random: Random): number {
  if (mean > normalFrom)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalVariate(random)));
  if (mean > 30) {
    const part = Math.floor((mean * 7) / 8);
    const passed = gammaVariate(part, random);
    return passed <= mean
      ? part + poissonVariate(mean - passed, random)
      : binomialVariate(part - 1, mean / passed, random);
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = 1 - random(); product > limit; product *= 1 - random()) count += 1;
  return count;
}

/** How many of `n` trials come off, each with chance `p`; for some hundreds of trials at most. */
export function binomialVariate(n: number, p: number, random: Random): number {
  let count = 0;
  for (let trial = 0; trial < n; trial += 1) if (random() < p) count += 1;
  return count;
}
