import { buildArtillery, isInstalled } from '../artillery/build.mjs';
import { cachedFolder } from '../artillery/locate.mjs';

/**
 * Artillery, at the version that tests play with.
 * @type {import('../ground/set-up.mjs').Step}
 */
export async function artillery(env) {
  if (isInstalled(cachedFolder(env))) return undefined;
  return {
    what: 'Artillery',
    provide: (say, givenUp) => buildArtillery({ env, say, givenUp }),
  };
}
