import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { fetchIntoRun } from '../../run/fetch/into-run.ts';
import { type FetchedFile, performFetch } from '../../run/fetch/perform.ts';
import { describedTarget } from '../../targets/described.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { type FetchFlags, timeOf } from './flags.ts';

/** `bilancia fetch FILE`. */
export async function fetchCommand(this: Context, flags: FetchFlags, path: string): Promise<void> {
  const { out, run } = flags;
  const place = out ?? run;
  const help = 'bilancia fetch --help';
  if (place === undefined || (out !== undefined && run !== undefined))
    throw knownError('bad-usage', { problem: 'Pass one of --out and --run', help });
  if (run !== undefined && (flags.from !== undefined || flags.to !== undefined))
    throw knownError('bad-usage', {
      problem: '--from and --to have no effect with --run: its time is that of the run',
      help,
    });
  const { workingDirectory, process, interrupted } = this;
  const now = this.now();
  const target = await describedTarget(resolve(workingDirectory, path), process.env);
  if (target.histories === undefined)
    throw knownError('bad-usage', {
      problem: `${path} has no "aws": nothing is kept of it that could be fetched`,
      help,
    });
  const folder = resolve(workingDirectory, place);
  const files =
    run === undefined
      ? await performFetch(
          { now: this.now, interrupted },
          {
            target,
            folder,
            from: flags.from === undefined ? undefined : timeOf(flags.from, now),
            to: flags.to === undefined ? now : Math.min(now, timeOf(flags.to, now)),
          },
        )
      : await fetchIntoRun({ now: this.now, interrupted }, target, folder);
  if (flags.json) writeJson(this, { folder, files });
  else {
    writeLines(this, [...(target.lacks ?? []), ...files.map(lineOf), nextStep(place, run, files)]);
  }
  const isAll = files.every(({ isComplete, problem }) => isComplete && problem === undefined);
  process.exitCode = exitStatusOf[isAll ? 'pass' : 'inconclusive'];
}

function lineOf({ file, completeUpTo, isComplete, problem }: FetchedFile): string {
  const upTo = `complete up to ${new Date(completeUpTo).toISOString()}`;
  if (isComplete) return `${file}: ${upTo}.`;
  return `${file}: ${upTo}. ${problem ?? 'What comes late may follow: fetch again.'}`;
}

function nextStep(place: string, run: string | undefined, files: readonly FetchedFile[]): string {
  if (files.length === 0) return 'There was nothing to fetch.';
  return run === undefined ? `Now: bilancia balance ${place}` : `Now: bilancia report ${place}`;
}
