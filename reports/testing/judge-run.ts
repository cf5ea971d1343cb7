import { judgeRun } from '../report.ts';
import type { Verdict } from '../verdict/schema.ts';
import { type SyntheticOptions, type SyntheticRun, healthyRun } from './synthetic-run.ts';
import { temporaryRun } from './write-run.ts';

/** The verdict on a healthy run after `plant` has changed it. */
export async function verdictOn(
  plant: (run: SyntheticRun) => void = () => {},
  options: SyntheticOptions = {},
): Promise<Verdict> {
  const run = healthyRun(options);
  plant(run);
  await using written = await temporaryRun(run);
  return (await judgeRun(written.folder)).verdict;
}

/** What one rule says, without what it only confirms. */
export function objectionsBy(verdict: Verdict, rule: string): string[] {
  return verdict.findings
    .filter((finding) => finding.rule === rule && finding.severity !== 'confirmation')
    .map(({ severity, summary }) => `${severity}: ${summary}`);
}
