/** What a verdict can say. `invalid`: the generator or the machine was the limit; `inconclusive`: too few samples. */
export const outcomes = ['pass', 'fail', 'inconclusive', 'invalid'] as const;
export type Outcome = (typeof outcomes)[number];

/** From what decides to what only confirms. */
const worstFirst: readonly Outcome[] = ['fail', 'invalid', 'inconclusive', 'pass'];

/** The outcome of several judgments together. */
export function worstOf(all: readonly [Outcome, ...Outcome[]]): Outcome {
  return worstFirst.find((one) => all.includes(one)) ?? all[0];
}

/** Exit status of a command that ends in a verdict; 2 is kept for "could not run". */
export const exitStatusOf = {
  pass: 0,
  fail: 1,
  inconclusive: 3,
  invalid: 3,
} as const satisfies Record<Outcome, number>;
