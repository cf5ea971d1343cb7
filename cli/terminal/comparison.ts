import { join } from 'node:path';
import { abFiles } from '../../core/run-folder/ab-folder.ts';
import type { Context } from '../../core/context.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import type { AbResult } from '../../reports/comparison/judge-ab.ts';
import type { FoldersResult } from '../../reports/comparison/compare-folders.ts';
import {
  comparisonLine,
  comparisonRows,
  differenceLines,
} from '../../reports/comparison/terminal.ts';
import { writeJson, writeLines } from './output.ts';
import { tableLines } from './table.ts';

/** Says what an A/B comparison came to, and makes it the exit status. */
export function announceAb(context: Context, json: boolean, result: AbResult): void {
  const page = join(result.folder, abFiles.page);
  if (json) writeJson(context, { ...result, page });
  else writeLines(context, [...resultLines(context, result), `Comparison: ${page}`]);
  context.process.exitCode = exitStatusOf[result.outcome];
}

/** The answer first, then every comparison, then how the runs differed. */
export function resultLines(context: Context, result: FoldersResult): string[] {
  return [
    comparisonLine(result, { stream: context.process.stdout }),
    ...tableLines(comparisonRows(result.comparisons)).map((line) => `  ${line}`),
    ...[...differenceLines(result), ...result.notes].map((line) => `  - ${line}`),
  ];
}
