/**
 * The coefficients from 0 up that explain `target` best as a sum of `columns`, by coordinate descent: the service demands
 * of kinds of requests from what was used while so many of each were served.
 * Source: J. Rolia, V. Vetland, Parameter Estimation for Performance Models of Distributed Application Systems, 1995;
 * V. Franc, V. Hlavac, M. Navara, Sequential Coordinate-wise Algorithm for the Non-negative Least Squares Problem, 2005.
 */
export function nonNegativeLeastSquares(
  columns: readonly (readonly number[])[],
  target: readonly number[],
): number[] {
  const squares = columns.map((a) => columns.map((b) => dot(a, b)));
  const products = columns.map((column) => dot(column, target));
  const found = columns.map(() => 0);
  for (let round = 0; round < 20_000; round += 1) {
    let moved = 0;
    for (let n = 0; n < columns.length; n += 1) {
      const own = squares[n]?.[n] ?? 0;
      if (own === 0) continue;
      const rest = dot(squares[n] ?? [], found) - own * (found[n] ?? 0);
      const next = Math.max(0, ((products[n] ?? 0) - rest) / own);
      moved = Math.max(moved, Math.abs(next - (found[n] ?? 0)) / (next || 1));
      found[n] = next;
    }
    if (moved < 1e-9) break;
  }
  return found;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
}
