const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
/** From here on Stirling's series is exact to the last digit with the terms below. */
const large = 16;
/** B(2k) / (2k (2k - 1)) for k = 1, 2, ...: the coefficients of x^(1 - 2k). */
const stirling = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
] as const;

/**
 * ln Gamma(x) for x > 0.
 * Source: Stirling's series, NIST Digital Library of Mathematical Functions 5.11.1; smaller x by Gamma(x + 1) = x Gamma(x).
 */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  for (; shifted < large; shifted += 1) product *= shifted;
  const whole = (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi;
  return whole + stirlingError(shifted) - Math.log(product);
}

/**
 * ln B(a, b) for a, b > 0. The large terms of three logarithms of Gamma cancel here before they are added, so that it
 * stays exact for large a and b.
 * Source: DLMF 5.12.1 with 5.11.1, as in A. R. DiDonato, A. H. Morris: Algorithm 708, ACM TOMS 18(3), 1992.
 */
export function logBeta(a: number, b: number): number {
  const [small, big] = a < b ? [a, b] : [b, a];
  if (big < large) return logGamma(small) + logGamma(big) - logGamma(small + big);
  const corrections = stirlingError(big) - stirlingError(small + big);
  if (small < large) {
    // ln Gamma(big) - ln Gamma(big + small), by Stirling's series for both.
    const ratio = (big - 0.5) * -Math.log1p(small / big) - small * Math.log(small + big) + small;
    return logGamma(small) + ratio + corrections;
  }
  return (
    halfLogTwoPi -
    0.5 * Math.log(big) +
    (small - 0.5) * Math.log(small / (small + big)) -
    big * Math.log1p(small / big) +
    corrections +
    stirlingError(small)
  );
}

/** What Stirling's formula lacks of ln Gamma(x), for large x. */
function stirlingError(x: number): number {
  const square = x * x;
  let power = 1 / x;
  let sum = 0;
  for (const coefficient of stirling) {
    sum += coefficient * power;
    power /= square;
  }
  return sum;
}
