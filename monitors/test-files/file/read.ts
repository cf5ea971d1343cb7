import { dirname, resolve } from 'node:path';
import { readText } from '../../source/read-file.ts';
import { fieldsOf, entriesOf, isList, itemsOf, refuse, required, textOf } from './part.ts';
import { isMathCase, readMathCase } from './read-math.ts';
import { readCase } from './read-case.ts';
import { parseSource } from './source.ts';
import type { TestFile } from './test-case.ts';

/**
 * Reads a test file, and the log files that it names. `shownAs` is what messages call it.
 * @throws unreadable-file; bad-text naming line and column of the first thing that is wrong
 */
export async function readTestFile(path: string, shownAs = path): Promise<TestFile> {
  const text = await readText('The test file', path, 'a YAML file of tests');
  const whole = parseSource({ file: shownAs, text });
  const fields = fieldsOf(whole, ['monitors', 'parameters', 'tests']);
  const monitors = required(whole, fields.monitors, 'monitors', 'the file of definitions');
  const tests = required(whole, fields.tests, 'tests', 'a list of tests');
  const folder = dirname(path);
  const items = itemsOf(tests, 'a list of tests');
  if (items.length === 0) throw refuse(tests, 'There is no test here', 'a list of tests');
  const isMath = items.map(isMathCase);
  const cases = await Promise.all(
    items.filter((_, index) => isMath[index] !== true).map((item) => readCase(item, folder)),
  );
  return {
    file: shownAs,
    monitors: (isList(monitors) ? itemsOf(monitors) : [monitors]).map((path) =>
      resolve(folder, textOf(path, 'a path')),
    ),
    parameters: Object.fromEntries(
      (fields.parameters === undefined ? [] : entriesOf(fields.parameters)).map(
        ({ key, value }) => [key, textOf(value, 'a value')],
      ),
    ),
    tests: cases,
    math: items.filter((_, index) => isMath[index] === true).map(readMathCase),
  };
}
