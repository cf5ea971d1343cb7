import { knownError } from '../../../core/errors.ts';
import { locateArtillery, testedVersion } from '../../../setup/artillery/locate.mjs';
import type { ArtilleryLocation, Environment } from '../../../setup/artillery/locate.mjs';

/** How to get Artillery, in one sentence. */
export const artilleryRemedy = `Install it in your project with "npm install --save-dev --ignore-scripts artillery@${testedVersion}", or name its folder with BILANCIA_ARTILLERY.`;

/**
 * The Artillery to run scripts with: `BILANCIA_ARTILLERY`, else the project's, the PATH's, or the one that set-up installed.
 * @throws bad-value when `BILANCIA_ARTILLERY` names none that we can use; component-missing when there is none at all
 */
export function requireArtillery(env: Environment, workingDirectory: string): ArtilleryLocation {
  const found = findArtillery(env, workingDirectory);
  if (found !== undefined) return found;
  throw knownError('component-missing', { component: 'Artillery', remedy: artilleryRemedy });
}

/**
 * Like `requireArtillery`, but undefined when there is none.
 * @throws bad-value when `BILANCIA_ARTILLERY` names none that we can use
 */
export function findArtillery(
  env: Environment,
  workingDirectory: string,
): ArtilleryLocation | undefined {
  try {
    return locateArtillery(env, workingDirectory);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    const given = env['BILANCIA_ARTILLERY'] ?? '';
    const expected = 'the folder of an Artillery 2 package';
    throw knownError('bad-value', { what: 'BILANCIA_ARTILLERY', given, expected }, thrown);
  }
}
