import { buildPythonPrograms } from '../python/build.mjs';
import { findPython, pythonWithPrograms } from '../python/locate.mjs';
import { SetUpError } from '../ground/set-up-error.mjs';

/**
 * Programs in Python that tests compare with, as `setup/python/requirements.txt` names them.
 * @type {import('../ground/set-up.mjs').Step}
 */
export async function pythonPrograms(env) {
  const python = await findPython(env);
  if ('remedy' in python) throw new SetUpError(`Tests need programs in Python. ${python.remedy}`);
  if (pythonWithPrograms(python.found, env) !== undefined) return undefined;
  return {
    what: 'Python programs of the tests',
    provide: (say, givenUp) => buildPythonPrograms(python.found, { env, say, givenUp }),
  };
}
