import { SetUpError } from './set-up-error.mjs';

/**
 * A step that may fail: what cannot be had is said, and the rest goes on. For what only some tests need.
 *
 * @param {import('./set-up.mjs').Step} step
 * @returns {import('./set-up.mjs').Step}
 */
export function optional(step) {
  return async (env, say) => {
    const plan = await orSay(step(env, say), say);
    if (plan === undefined) return undefined;
    const provide = plan.provide;
    return { ...plan, provide: (tell, givenUp) => orSay(provide(tell, givenUp), tell) };
  };
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {import('./set-up.mjs').Say} say
 * @returns {Promise<T | undefined>}
 */
async function orSay(promise, say) {
  try {
    return await promise;
  } catch (thrown) {
    if (!(thrown instanceof SetUpError)) throw thrown;
    say(`going on without it: ${thrown.message}`);
    return undefined;
  }
}
