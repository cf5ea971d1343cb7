import type { Evidence } from '../evidence/evidence.ts';
import { countOf, loadNames } from '../evidence/request-table.ts';
import type { RunBlocks } from '../gate/run-blocks.ts';
import { type RunSummary, summaryOf } from '../gate/run-summary.ts';
import { type JudgeOptions, judgeRun } from '../report.ts';
import type { Verdict } from '../verdict/schema.ts';
import { runBlocksOf } from './run-blocks.ts';

/** A run folder that was read once, and judged. */
export interface JudgedFolder {
  readonly folder: string;
  readonly verdict: Verdict;
  readonly blocks: RunBlocks;
  readonly summary: RunSummary;
}

/**
 * Reads a run folder for comparisons.
 * @throws as judgeRun does
 */
export async function readJudged(
  folder: string,
  options: JudgeOptions = {},
): Promise<JudgedFolder> {
  return judgedFolder(folder, await judgeRun(folder, options));
}

/** What comparisons need of a folder that was judged already. */
export function judgedFolder(
  folder: string,
  { evidence, verdict }: { readonly evidence: Evidence; readonly verdict: Verdict },
): JudgedFolder {
  const { requests, judged, manifest } = evidence;
  const blocks = runBlocksOf(evidence);
  const failed = countOf(requests, loadNames(requests), ['failed'], judged);
  const judgedAs = { outcome: verdict.outcome, failed, revision: manifest.gitRevision };
  return { folder, verdict, blocks, summary: summaryOf(blocks, judgedAs) };
}
