import { sequentialLevels } from './levels.ts';

/**
 * Which of several hypotheses are rejected by what was seen at several looks, so that all rejections together are wrong
 * with at most the chance `alpha`: Holm's steps, each at group-sequential levels. With one look at everything it is the
 * method of Holm.
 * @param ps one-sided p-values of each hypothesis, at each look
 * @param fractions of the planned information at each look, see `sequentialLevels`
 * Source: W. Maurer, F. Bretz: Multiple Testing in Group Sequential Trials Using Graphical Approaches, Statistics in
 * Biopharmaceutical Research 5(4), 2013, with equal weights.
 */
export function sequentialHolm(
  ps: readonly (readonly number[])[],
  fractions: readonly number[],
  alpha: number,
): boolean[] {
  const rejected = ps.map(() => false);
  for (;;) {
    const open = rejected.filter((is) => !is).length;
    if (open === 0) return rejected;
    const levels = sequentialLevels(alpha / open, fractions);
    const crossed = ps.map((looks) => looks.some((p, look) => p <= (levels[look] ?? 0)));
    if (crossed.every((is, index) => !is || rejected[index] === true)) return rejected;
    for (const [index, is] of crossed.entries()) if (is) rejected[index] = true;
  }
}
