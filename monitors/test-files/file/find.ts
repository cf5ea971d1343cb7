import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import { standardInput } from '../../source/read-file.ts';

/** A test file, and what messages call it. */
export interface FoundFile {
  readonly path: string;
  readonly shownAs: string;
}

const ending = '.monitors-test.yml';
const endings = /\.monitors-test\.ya?ml$/;
const expected = `a file of tests, or a folder with files *${ending}`;

/**
 * The test files among files and folders; without any, those below the working directory.
 * @throws unreadable-file when one is not there, or when there is no test file at all
 */
export async function findTestFiles(
  workingDirectory: string,
  places: readonly string[],
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const place of places.length === 0 ? ['.'] : places) {
    if (place === standardInput.path) {
      found.push(standardInput);
      continue;
    }
    const path = resolve(workingDirectory, place);
    if (!(await isFolder(path))) found.push({ path, shownAs: place });
    else found.push(...(await inFolder(path, place)));
  }
  return found.filter(({ path }, index) => found.findIndex((file) => file.path === path) === index);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error);
    throw knownError('unreadable-file', { what: 'The test file', path, reason, expected }, error);
  }
}

async function inFolder(path: string, place: string): Promise<FoundFile[]> {
  const names = await below(path);
  if (names.length === 0) {
    const reason = `it holds no file *${ending}`;
    throw knownError('unreadable-file', { what: 'The folder', path, reason, expected });
  }
  return names
    .toSorted()
    .map((name) => ({ path: name, shownAs: join(place, name.slice(path.length + 1)) }));
}

/** Paths of the test files in a folder and those below it, but for dependencies. `glob` is not in Node 20. */
async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : below(path);
    return entry.isFile() && endings.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}
