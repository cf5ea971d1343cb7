import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { secondsOf } from '../evidence/period.ts';
import { isAsWritten } from '../evidence/file-state.ts';
import { countOf, everyOutcome, loadNames } from '../evidence/request-table.ts';
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
  /** Requests of each tenant a judged second, where the script tells whose they are. */
  readonly tenants: ReadonlyMap<string, number>;
  readonly louder: Manifest['louder'];
  /** Whether all durations that the run wrote are there and could be read. */
  readonly isWhole: boolean;
}

/**
 * Reads a run folder for comparisons.
 * @param tenant whose requests alone are compared
 * @throws as judgeRun does
 */
export async function readJudged(
  folder: string,
  options: JudgeOptions = {},
  tenant?: string,
): Promise<JudgedFolder> {
  return judgedFolder(folder, await judgeRun(folder, options), tenant);
}

/** What comparisons need of a folder that was judged already. */
export function judgedFolder(
  folder: string,
  { evidence, verdict }: { readonly evidence: Evidence; readonly verdict: Verdict },
  tenant?: string,
): JudgedFolder {
  const { requests, judged, manifest } = evidence;
  const blocks = runBlocksOf(evidence, tenant);
  const failed = countOf(requests, loadNames(requests), ['failed'], judged);
  const judgedAs = { outcome: verdict.outcome, failed, revision: manifest.gitRevision };
  const seconds = Math.max(1, secondsOf(judged));
  const tenants = [...requests.tenants].map(
    ([name, own]) => [name, countOf(own, loadNames(own), everyOutcome, judged) / seconds] as const,
  );
  return {
    folder,
    verdict,
    blocks,
    summary: summaryOf(blocks, judgedAs),
    tenants: new Map(tenants),
    louder: manifest.louder,
    isWhole: isWhole(evidence),
  };
}

function isWhole({ files, manifest }: Evidence): boolean {
  const durations = files.of(runFiles.histograms);
  return !durations.cut && durations.unreadable === 0 && isAsWritten(manifest, durations);
}
