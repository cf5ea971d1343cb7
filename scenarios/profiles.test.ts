import { expect, it } from 'vitest';
import { profiles, rampSecondsFor } from './profiles.ts';

const { steady, smoke } = profiles;

it.each([
  ['its own number of visitors in its own time', 10_000, 45],
  ['fewer in the same time', 100, 45],
  ['more in so much more time that no second brings more of them', 20_000, 89],
])('a profile ramps up %s', (_, visitors, seconds) => {
  expect(steady && rampSecondsFor(steady, visitors)).toBe(seconds);
});

it('a profile that does not say how many may begin in a second ramps up all in the same time', () => {
  expect(smoke && rampSecondsFor(smoke, 20_000)).toBe(4);
});
