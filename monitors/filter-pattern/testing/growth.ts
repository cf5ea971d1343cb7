const attempts = 10;

/**
 * How many times longer `run` takes on a large input than on a small one, at best. Another process can only make one of
 * the two slower, so the least of some attempts is what the algorithm does; it stops once it is below `enough`.
 */
export function growth<Input>(
  run: (input: Input) => void,
  small: Input,
  large: Input,
  enough: number,
): number {
  const milliseconds = (input: Input) => {
    const start = performance.now();
    run(input);
    return performance.now() - start;
  };
  milliseconds(small);
  let best = Infinity;
  for (let attempt = 0; attempt < attempts && best >= enough; attempt += 1)
    best = Math.min(best, milliseconds(large) / Math.max(milliseconds(small), 0.5));
  return best;
}
