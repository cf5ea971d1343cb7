import { relative } from 'node:path';
import { knownError } from '../../../core/errors.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import type { ReadOptions } from '../../formats/source/options.ts';
import { loadDefinitions, type Surroundings } from '../../load/load.ts';
import type { TestFile } from '../file/test-case.ts';
import type { FileResult } from './result.ts';
import { runMath, runTest, type RunOptions } from './run.ts';

export interface FileOptions extends RunOptions {
  /** Only tests whose name contains this, whatever its case. */
  readonly filter?: string;
  /** What files of definitions do not say of themselves. */
  readonly read?: ReadOptions;
}

/**
 * Plays all tests of some files; definitions that several files name are loaded once.
 * @throws what loading definitions throws; bad-text when a test names what they do not have; bad-value when `filter`
 *   leaves no test
 */
export async function runTestFiles(
  context: Surroundings,
  files: readonly TestFile[],
  options: FileOptions,
): Promise<FileResult[]> {
  const wanted = options.filter?.toLowerCase() ?? '';
  const chosen = files
    .map((file) => ({
      ...file,
      tests: file.tests.filter(({ name }) => name.toLowerCase().includes(wanted)),
      math: file.math.filter(({ name }) => name.toLowerCase().includes(wanted)),
    }))
    .filter(({ tests, math }) => tests.length + math.length > 0);
  if (chosen.length === 0 && options.filter !== undefined) {
    const known = files.flatMap(({ tests, math }) =>
      [...tests, ...math].map(({ name }) => `"${name}"`),
    );
    const expected = `part of a test's name: ${known.join(', ')}`;
    throw knownError('bad-value', { what: '--filter', given: options.filter, expected });
  }
  const loaded = new Map<string, Promise<DefinitionSet>>();
  const results: FileResult[] = [];
  for (const { file, monitors, parameters, tests, math } of chosen) {
    const paths = monitors.map((path) => shown(path, context));
    const key = JSON.stringify([paths, parameters]);
    const read = { ...options.read, parameters: { ...parameters, ...options.read?.parameters } };
    const loading = loaded.get(key) ?? loadDefinitions(context, paths, read);
    loaded.set(key, loading);
    const set = await loading;
    results.push({
      file,
      set,
      tests: tests.map((test) => runTest(test, set, options)),
      math: math.map((test) => runMath(test, set, options)),
    });
  }
  return results;
}

/** The path as messages should show it: from the working directory. */
function shown(path: string, { workingDirectory }: Surroundings): string {
  const short = relative(workingDirectory, path);
  return short.startsWith('..') ? path : short;
}
