import { Interrupted, SetUpError, wordsOf } from './set-up-error.mjs';

/**
 * One thing that set-up provides. A step looks whether it is missing: undefined when it is there, else what will be
 * done. It throws a SetUpError, before anything is changed, when it is missing and a person must get it. `givenUp` is
 * aborted when another step failed, so that nobody waits minutes to be told.
 *
 * @typedef {(line: string) => void} Say
 * @typedef {{ what: string, provide: (say: Say, givenUp: AbortSignal) => Promise<void> }} Plan
 * @typedef {(env: import('./on-path.mjs').Environment, say: Say) => Promise<Plan | undefined>} Step
 */

/**
 * Provides whatever is missing of `steps`. First every step looks, and everything that a person must get is told at
 * once, before anything is changed; then all that is missing is provided, side by side.
 *
 * @param {readonly Step[]} steps
 * @param {{ env: import('./on-path.mjs').Environment, say: Say }} context
 * @throws {SetUpError} with one line per step that failed
 * @throws {Interrupted} when a signal came
 */
export async function setUp(steps, { env, say }) {
  const started = Date.now();
  const plans = (await all(steps.map((step) => step(env, say)))).filter(
    (plan) => plan !== undefined,
  );
  if (plans.length === 0) return;
  say(`missing: ${plans.map(({ what }) => what).join('; ')}`);
  const giveUp = new AbortController();
  const provided = plans.map(({ provide }) => provide(say, giveUp.signal));
  for (const one of provided) one.catch(() => giveUp.abort());
  await all(provided);
  say(`done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/**
 * Like Promise.all, but waits for every one and tells every failure.
 * @template T
 * @param {readonly Promise<T>[]} promises
 * @returns {Promise<T[]>}
 */
async function all(promises) {
  const settled = await Promise.allSettled(promises);
  const reasons = settled
    .flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    .filter((reason) => !(reason instanceof Error && reason.name === 'AbortError'));
  const interruption = reasons.find((reason) => reason instanceof Interrupted);
  if (interruption !== undefined) throw interruption;
  if (reasons.length > 0) throw new SetUpError(reasons.map(wordsOf).join('\n'));
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
