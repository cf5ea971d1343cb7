import { styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import { findTestFiles } from '../../monitors/test-files/file/find.ts';
import { readTestFile } from '../../monitors/test-files/file/read.ts';
import { jsonReport } from '../../monitors/test-files/reporters/json.ts';
import { junitReport } from '../../monitors/test-files/reporters/junit.ts';
import { coverageLines, textReport } from '../../monitors/test-files/reporters/text.ts';
import { coverageOf } from '../../monitors/test-files/run/coverage.ts';
import type { FileResult } from '../../monitors/test-files/run/result.ts';
import { runTestFiles } from '../../monitors/test-files/run/run-files.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tellNotes } from './definitions/read-notes.ts';
import { terminalWidth } from './terminal-width.ts';
import type { TestFlags } from './test-flags.ts';

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
    ...(flags.filter === undefined ? {} : { filter: flags.filter }),
  });
  for (const set of new Set(results.map((result) => result.set))) tellNotes(this, set);
  print(this, flags, results);
  const failed = results.some(({ tests }) => tests.some(({ outcome }) => outcome === 'fail'));
  this.process.exitCode = failed ? 1 : 0;
}

function print(context: Context, flags: TestFlags, results: readonly FileResult[]): void {
  const { stdout, stderr } = context.process;
  const coverage = flags.coverage ? coverageOf(results) : undefined;
  if (flags.json) {
    writeJson(context, jsonReport(results, coverage));
    return;
  }
  const lines = coverage === undefined ? [] : coverageLines(coverage);
  if (flags.format === 'junit') {
    // Standard output holds the document and nothing else.
    stdout.write(junitReport(results));
    stderr.write(lines.map((line) => `${line}\n`).join(''));
    return;
  }
  const report = textReport(results, {
    width: terminalWidth(context),
    strictRange: flags.strictRange,
    style: (look, text) => styleText(look, text, { stream: stdout }),
  });
  writeLines(context, [...report, ...lines]);
}
