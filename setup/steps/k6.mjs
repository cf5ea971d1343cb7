import { buildK6, requireGo } from '../k6/build.mjs';
import { locateK6 } from '../k6/locate.mjs';
import { SetUpError } from '../ground/set-up-error.mjs';

/**
 * k6, in the builds asked for; one after the other, since each build takes every core.
 * @param {readonly import('../k6/locate.mjs').K6Build[]} builds
 * @returns {import('../ground/set-up.mjs').Step}
 */
export function k6(builds) {
  return async (env) => {
    /** @type {import('../k6/locate.mjs').K6Build[]} */
    const missing = [];
    for (const build of builds) if ((await locate(build, env)) === undefined) missing.push(build);
    if (missing.length === 0) return undefined;
    requireGo(env);
    return {
      what: missing.length === 1 ? 'k6' : 'k6 in two builds',
      provide: async (say, givenUp) => {
        for (const build of missing) await buildK6(build, { env, say, givenUp });
      },
    };
  };
}

/**
 * @param {import('../k6/locate.mjs').K6Build} build
 * @param {import('../k6/locate.mjs').Environment} env
 */
async function locate(build, env) {
  try {
    return await locateK6(build, env);
  } catch (thrown) {
    throw thrown instanceof RangeError ? new SetUpError(thrown.message, { cause: thrown }) : thrown;
  }
}
