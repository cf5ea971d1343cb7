import { expect, it } from 'vitest';
import { sharedLine } from './shared-line.ts';

it('serves one after the other, in the order in which they came, each for some time', async () => {
  const turn = sharedLine();
  const served: number[] = [];
  const began = performance.now();
  await Promise.all(
    [1, 2, 3, 4, 5].map(async (one) => {
      await turn();
      served.push(one);
    }),
  );
  expect(served).toEqual([1, 2, 3, 4, 5]);
  // A timer may be a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(5 * 19);
});
