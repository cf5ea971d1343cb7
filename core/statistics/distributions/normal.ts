import { continuedFraction } from './continued-fraction.ts';

/** Below this the series is exact and short; above it the continued fraction is. */
const seriesEnd = 2.5;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * P(Z > z) of a standard normal variable, with its relative accuracy kept far out in the tail.
 * Source: NIST Digital Library of Mathematical Functions 7.6.2 (series) and 7.9.1 (continued fraction) for erf and erfc.
 */
export function normalUpper(z: number): number {
  if (z < 0) return 1 - normalUpper(-z);
  if (z > seriesEnd) return normalDensity(z) / continuedFraction(z, (n) => [n, z]);
  let term = z;
  let sum = z;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 0.5 - normalDensity(z) * sum;
}

/** P(Z <= z) of a standard normal variable. */
export function normalLower(z: number): number {
  return normalUpper(-z);
}

/**
 * The z with P(Z <= z) = p, for p in (0, 1).
 * Source: the start is M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.2.23 (error 4.5e-4); each step
 * of Halley's method then triples the digits.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  return -upperQuantile(p);
}

/** The z with P(Z > z) = p, for p up to one half. */
function upperQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 3; step += 1) {
    const error = (normalUpper(z) - p) / normalDensity(z);
    z += error / (1 - 0.5 * z * error);
  }
  return z;
}
