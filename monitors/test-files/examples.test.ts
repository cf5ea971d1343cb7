import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findTestFiles } from './file/find.ts';
import { readTestFile } from './file/read.ts';
import { coverageOf } from './run/coverage.ts';
import { runTestFiles } from './run/run-files.ts';

const workingDirectory = join(import.meta.dirname, '..', 'examples');

it('all examples of test files pass, whatever the evaluation range, and try every alarm', async () => {
  const found = await findTestFiles(workingDirectory, []);
  expect(found.map(({ shownAs }) => shownAs)).toContain('monolog.monitors-test.yml');
  const files = await Promise.all(found.map(({ path, shownAs }) => readTestFile(path, shownAs)));
  const options = { strictRange: true, now: () => 0 };
  const results = await runTestFiles({ workingDirectory }, files, options);
  const failed = results.flatMap(({ file, tests }) =>
    tests
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ test, failures }) => ({ file, test: test.name, failures })),
  );
  expect(failed).toEqual([]);
  expect(coverageOf(results.filter(({ file }) => file.startsWith('monolog')))).toEqual({
    alarms: 2,
    brought: 2,
    never: [],
  });
});

it('the one of Monolog shows all six cases of its lines', async () => {
  const path = join(workingDirectory, 'monolog.monitors-test.yml');
  const { tests } = await readTestFile(path);
  expect(tests.slice(0, 6).map(({ name }) => name)).toEqual([
    'a CRITICAL line raises the alarm, which ends with the next minute',
    'the phrase to be ignored is ignored',
    'the same phrase in lower case is another phrase, for patterns know capitals',
    'an INFO line that holds the word raises a false alarm',
    'a CRITICAL line in JSON is found by the same filter',
    'a stack trace that is split over several events counts once',
  ]);
});
