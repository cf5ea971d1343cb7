import { knownError } from '../../../core/errors.ts';
import { buildK6 } from '../../../setup/k6/build.mjs';
import { Interrupted, SetUpError } from '../../../setup/ground/set-up-error.mjs';
import { locateK6 } from '../../../setup/k6/locate.mjs';
import type { Environment, K6Build, K6Location } from '../../../setup/k6/locate.mjs';

export type { K6Build, K6Location } from '../../../setup/k6/locate.mjs';

/** How to get k6, in one sentence. */
export const k6Remedy =
  'Build it once with "bilancia doctor --build-k6" (needs Go), or put k6 v2 on the PATH, or name one with BILANCIA_K6.';

/**
 * The k6 to run scripts with: `BILANCIA_K6`, else the PATH's, else the one that set-up built.
 * @throws bad-value when `BILANCIA_K6` names no k6 that is new enough; component-missing when there is none at all
 */
export async function requireK6(env: Environment, build: K6Build = 'v2'): Promise<K6Location> {
  const location = await findK6(env, build);
  if (location !== undefined) return location;
  const remedy =
    build === 'v2' ? k6Remedy : 'Build it once with "bilancia doctor --xk6-ts" (needs Go).';
  throw knownError('component-missing', {
    component: build === 'v2' ? 'k6' : 'k6 with xk6-ts',
    remedy,
  });
}

/**
 * Like `requireK6`, but undefined when there is none.
 * @throws bad-value when `BILANCIA_K6` names no k6 that is new enough
 */
export async function findK6(
  env: Environment,
  build: K6Build = 'v2',
): Promise<K6Location | undefined> {
  try {
    return await locateK6(build, env);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    const given = env['BILANCIA_K6'] ?? '';
    throw knownError(
      'bad-value',
      { what: 'BILANCIA_K6', given, expected: 'the path of k6 v2 or newer' },
      thrown,
    );
  }
}

/**
 * Builds k6 with Go into the user's cache folder; `say` is told what goes on, a line at a time. Takes minutes.
 * @returns the path of the executable
 * @throws build-failed when there is no Go, or what it needs cannot be had
 */
export async function buildMissingK6(
  build: K6Build,
  env: Environment,
  say: (line: string) => void,
): Promise<string> {
  try {
    return await buildK6(build, { env, say });
  } catch (thrown) {
    if (!(thrown instanceof SetUpError || thrown instanceof Interrupted)) throw thrown;
    throw knownError('build-failed', { what: 'k6', reason: thrown.message }, thrown);
  }
}
