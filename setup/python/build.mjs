import { join } from 'node:path';
import { buildOnce } from '../ground/build-once.mjs';
import { quietly } from '../ground/quietly.mjs';
import { SetUpError } from '../ground/set-up-error.mjs';
import { environmentFolder, pythonWithPrograms, requirementsFile } from './locate.mjs';

/**
 * Makes a Python environment with the programs of `requirements.txt` in the user's cache folder, unless it is there.
 * It has nothing of the machine's own Python packages. About half a minute, and 200 MB.
 *
 * @param {import('./locate.mjs').Interpreter} interpreter
 * @param {{ env: import('./locate.mjs').Environment, say: (line: string) => void, givenUp?: AbortSignal }} context
 * @throws {SetUpError} when pip cannot install them
 */
export async function buildPythonPrograms(interpreter, { env, say, givenUp }) {
  await buildOnce(environmentFolder(interpreter, env), {
    isThere: () => pythonWithPrograms(interpreter, env) !== undefined,
    onWait: (pid) => say(`Python programs: process ${pid} is installing them, waiting`),
    build: async (workshop) => {
      const started = Date.now();
      say('Python programs: installing what setup/python/requirements.txt names, by pip');
      const options = {
        env: { ...process.env, ...env },
        ...(givenUp === undefined ? {} : { signal: givenUp }),
      };
      await quietly(interpreter.path, ['-I', '-m', 'venv', workshop], options);
      await install(join(workshop, 'bin', 'python'), options);
      say(`Python programs: installed in ${Math.round((Date.now() - started) / 1000)} s`);
      return workshop;
    },
  });
}

/**
 * @param {string} python
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} options
 */
async function install(python, options) {
  const pip = ['-I', '-m', 'pip', '--disable-pip-version-check', '--no-input'];
  // Exactly what the file names; compiled when first used, since the folder is renamed and most of it is never used.
  const exactly = ['--no-deps', '--only-binary=:all:', '--no-compile', '--retries', '2'];
  try {
    await quietly(python, [...pip, 'install', ...exactly, '-r', requirementsFile], options);
    await quietly(python, [...pip, 'check'], options);
  } catch (thrown) {
    if (!(thrown instanceof SetUpError)) throw thrown;
    throw new SetUpError(
      'The Python programs of the tests cannot be installed: pip must reach a package index ("pip config" says which), ' +
        `and setup/python/requirements.txt must name all that they need. ${thrown.message}`,
      { cause: thrown },
    );
  }
}
