import { glob, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';

/** A test file, and what messages call it. */
export interface FoundFile {
  readonly path: string;
  readonly shownAs: string;
}

const ending = '.monitors-test.yml';
const endings = '.monitors-test.{yml,yaml}';
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

function isDependency({ name }: { readonly name: string }): boolean {
  return name === 'node_modules';
}

async function inFolder(path: string, place: string): Promise<FoundFile[]> {
  const names: string[] = [];
  for await (const entry of glob(`**/*${endings}`, {
    cwd: path,
    withFileTypes: true,
    exclude: isDependency,
  }))
    if (entry.isFile()) names.push(join(entry.parentPath, entry.name));
  if (names.length === 0) {
    const reason = `it holds no file *${ending}`;
    throw knownError('unreadable-file', { what: 'The folder', path, reason, expected });
  }
  return names
    .toSorted()
    .map((name) => ({ path: name, shownAs: join(place, name.slice(path.length + 1)) }));
}
