import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../bin/cache-folder.mjs';
import { isExecutable, onPath } from '../ground/on-path.mjs';

/**
 * Where the Python is that has the programs of `requirements.txt`. Asked by set-up, by doctor and by the tests.
 *
 * @typedef {import('../ground/on-path.mjs').Environment} Environment
 * @typedef {{ path: string, version: string }} Interpreter  e.g. `/usr/bin/python3`, `3.13.5`
 */

/** The minor versions of Python 3 that run what `requirements.txt` names. */
const oldest = 11;
const newest = 14;

export const requirementsFile = join(import.meta.dirname, 'requirements.txt');

/**
 * A Python that the programs can be installed with: the PATH's `python3`, else one named by its version.
 * @param {Environment} env
 * @returns {Promise<{ found: Interpreter } | { remedy: string }>} `remedy`: why there is none, and how to get one
 */
export async function findPython(env) {
  /** @type {string[]} */
  const whys = [];
  for (const name of namesOfPython()) {
    const path = onPath(name, env);
    if (path === undefined) continue;
    const answer = await ask(path, env);
    if ('version' in answer) return { found: { path, version: answer.version } };
    whys.push(`${path} ${answer.why}`);
  }
  const why = whys[0] ?? 'There is no python3 on the PATH';
  return {
    remedy:
      `${why}. Install Python 3.${oldest} to 3.${newest} with venv and pip ` +
      '(Debian and Ubuntu: apt-get install python3-venv; elsewhere: https://www.python.org/downloads/).',
  };
}

/**
 * The folder with the Python that has the programs, for this interpreter: another version of either is another folder.
 * @param {Interpreter} interpreter
 * @param {Environment} env
 */
export function environmentFolder({ version }, env) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}-${version}\n`);
  hash.update(readFileSync(requirementsFile));
  return join(cacheFolder(env), 'python', hash.digest('hex').slice(0, 16));
}

/**
 * The Python that has the programs.
 * @param {Environment} env
 * @returns {Promise<{ found: Interpreter } | { remedy: string }>} `remedy`: why there is none, and how to get it
 */
export async function findPythonPrograms(env) {
  const python = await findPython(env);
  if ('remedy' in python) return python;
  const path = pythonWithPrograms(python.found, env);
  if (path !== undefined) return { found: { ...python.found, path } };
  return { remedy: '"npm test" in a checkout installs them where pip reaches a package index.' };
}

/**
 * The executable of the Python that has the programs, or undefined when set-up did not make it yet.
 * @param {Interpreter} interpreter
 * @param {Environment} env
 * @returns {string | undefined}
 */
export function pythonWithPrograms(interpreter, env) {
  const path = join(environmentFolder(interpreter, env), 'bin', 'python');
  return isExecutable(path) ? path : undefined; // A link to an interpreter that is gone is not.
}

function namesOfPython() {
  const minors = Array.from({ length: newest - oldest + 1 }, (_none, index) => newest - index);
  return ['python3', ...minors.map((minor) => `python3.${minor}`)];
}

/** Says the version, and how many of the modules that make an environment are there: Debian has them in a package of their own. */
const question = `
import importlib.util, sys
have = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name)]
print("%d.%d.%d" % sys.version_info[:3], len(have))
`;

/**
 * @param {string} path
 * @param {Environment} env
 * @returns {Promise<{ version: string } | { why: string }>}
 */
async function ask(path, env) {
  const output = await promisify(execFile)(path, ['-I', '-c', question], {
    env: { ...env },
    timeout: 20_000,
  }).then(
    ({ stdout }) => stdout,
    () => '', // E.g. a link of a version manager to a version that is not chosen.
  );
  const [, version, minor, modules] = /^(3\.(\d+)\.\d+) (\d)$/.exec(output.trim()) ?? [];
  if (version === undefined) return { why: 'does not run' };
  if (Number(minor) < oldest) return { why: `is Python ${version}, which is too old` };
  if (Number(minor) > newest)
    return { why: `is Python ${version}, which is newer than what the programs support` };
  return modules === '2' ? { version } : { why: `is Python ${version} without venv and pip` };
}
