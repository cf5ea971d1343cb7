import { join } from 'node:path';
import { abFiles } from '../../core/run-folder/ab-folder.ts';
import type { Context } from '../../core/context.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import type { AbResult } from '../../reports/comparison/judge-ab.ts';
import { resultLines } from './compare-command.ts';
import { writeJson, writeLines } from '../terminal/output.ts';

/** Says what an A/B comparison came to, and makes it the exit status. */
export function announceAb(context: Context, json: boolean, result: AbResult): void {
  const page = join(result.folder, abFiles.page);
  if (json) writeJson(context, { ...result, page });
  else writeLines(context, [...resultLines(context, result), `Comparison: ${page}`]);
  context.process.exitCode = exitStatusOf[result.outcome];
}
