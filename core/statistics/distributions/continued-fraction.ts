const tiny = 1e-300;
const mostTerms = 100_000;

/**
 * b0 + a1 / (b1 + a2 / (b2 + ...)), for as many terms as change the value.
 * @param term a and b of the n-th term, n from 1
 * Source: W. J. Lentz, Applied Optics 15(3), 1976, as modified by I. J. Thompson, A. R. Barnett, Journal of
 * Computational Physics 64, 1986.
 */
export function continuedFraction(
  b0: number,
  term: (n: number) => readonly [number, number],
): number {
  let value = b0 === 0 ? tiny : b0;
  let c = value;
  let d = 0;
  for (let n = 1; n < mostTerms; n += 1) {
    const [a, b] = term(n);
    d = 1 / nonZero(b + a * d);
    c = nonZero(b + a / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) break;
  }
  return value;
}

function nonZero(x: number): number {
  return x === 0 ? tiny : x;
}
