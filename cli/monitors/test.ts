import { resultsOf } from '../../monitors/test-files/run/result.ts';
import { styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import { findTestFiles } from '../../monitors/test-files/file/find.ts';
import { readTestFile } from '../../monitors/test-files/file/read.ts';
import { reporters, type TestFormat } from '../../monitors/test-files/reporters/index.ts';
import { coverageOf } from '../../monitors/test-files/run/coverage.ts';
import type { FileResult } from '../../monitors/test-files/run/result.ts';
import { runTestFiles } from '../../monitors/test-files/run/run-files.ts';
import type { ReadFlags } from './definitions/read-options.ts';
import { readOptions } from './definitions/read-options.ts';
import { tellNotes } from './definitions/read-notes.ts';
import { terminalWidth } from './terminal-width.ts';

export interface TestFlags extends ReadFlags {
  readonly filter?: string;
  readonly strictRange: boolean;
  readonly coverage: boolean;
  readonly format: TestFormat;
  readonly json: boolean;
}

/** `bilancia monitors test`: plays test files and prints what came of them. */
export async function testCommand(
  this: Context,
  flags: TestFlags,
  ...places: string[]
): Promise<void> {
  const paths = await findTestFiles(this.workingDirectory, places);
  const files = await Promise.all(paths.map(({ path, shownAs }) => readTestFile(path, shownAs)));
  const results = await runTestFiles(this, files, {
    strictRange: flags.strictRange,
    now: () => performance.now(),
    read: await readOptions(this, flags),
    ...(flags.filter === undefined ? {} : { filter: flags.filter }),
  });
  for (const set of new Set(results.map((result) => result.set))) tellNotes(this, set);
  await print(this, flags, results);
  const failed = results.flatMap(resultsOf).some(({ outcome }) => outcome === 'fail');
  this.process.exitCode = failed ? 1 : 0;
}

async function print(
  context: Context,
  { format, json, coverage, strictRange }: TestFlags,
  files: readonly FileResult[],
): Promise<void> {
  const { stdout, stderr } = context.process;
  const report = await reporters[json ? 'json' : format]();
  const printed = report(
    { files, strictRange, ...(coverage ? { coverage: coverageOf(files) } : {}) },
    {
      width: terminalWidth(context),
      style: (look, text) => styleText(look, text, { stream: stdout }),
    },
  );
  stdout.write(printed.stdout);
  stderr.write(printed.stderr ?? '');
}
