/**
 * P-values adjusted so that all below a level together are wrong with at most that chance, whatever depends on whatever:
 * the step-down method of Holm. In the order given.
 * Source: S. Holm: A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6(2), 1979.
 */
export function holm(ps: readonly number[]): number[] {
  let highest = 0;
  return inOrder(ps, (p, index) => {
    highest = Math.max(highest, Math.min(1, (ps.length - index) * p));
    return highest;
  });
}

/**
 * P-values adjusted so that of those below a level at most that fraction is wrong on average: the step-up method of
 * Benjamini and Hochberg, for tests that are independent or positively dependent. In the order given.
 * Source: Y. Benjamini, Y. Hochberg: Controlling the False Discovery Rate, Journal of the Royal Statistical Society B
 * 57(1), 1995.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const order = byValue(ps);
  const adjusted = [...ps];
  let lowest = 1;
  for (const [index, at] of order.entries().toArray().toReversed()) {
    lowest = Math.min(lowest, (ps.length / (index + 1)) * (ps[at] ?? 1));
    adjusted[at] = lowest;
  }
  return adjusted;
}

/** Each p-value as `adjust` makes it, from the smallest on; in the order given. */
function inOrder(ps: readonly number[], adjust: (p: number, index: number) => number): number[] {
  const adjusted = [...ps];
  for (const [index, at] of byValue(ps).entries()) adjusted[at] = adjust(ps[at] ?? 1, index);
  return adjusted;
}

function byValue(ps: readonly number[]): number[] {
  return ps
    .keys()
    .toArray()
    .toSorted((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1));
}
