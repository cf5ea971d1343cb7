import { readRecords } from '../../core/run-folder/read-records.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { MergedRun } from '../../core/run-folder/manifest/merged-run.ts';

type Objection = MergedRun['objections'][number];

/** Parts of one plan are let go together: by how much their begins may differ, in seconds, before it is the clocks. */
const mostApart = 2;
/** Seconds by which a phase may be longer or shorter than planned before its clock is taken to have jumped. */
const mostOff = 5;
/** Seconds by which a line may come late: engines tell of a second when it is over. */
const mostLate = 15;

/**
 * Seconds to add to the times of each part. Only parts of one plan that were let go together say anything of each other's
 * clocks: where one began more than two seconds before or after the middle one, its clock is taken to be off by that.
 */
export function shiftsOf(manifests: readonly Manifest[]): number[] {
  const begins = manifests.map(({ loadStartedAt }) => Date.parse(loadStartedAt ?? ''));
  const known = begins.filter(Number.isFinite).toSorted((a, b) => a - b);
  const middle = known[Math.floor((known.length - 1) / 2)];
  return manifests.map(({ part }, index) => {
    const begin = begins[index] ?? Number.NaN;
    if (
      part === undefined ||
      part.beganAlone === true ||
      middle === undefined ||
      Number.isNaN(begin)
    )
      return 0;
    const apart = Math.round((middle - begin) / 1000);
    return Math.abs(apart) > mostApart ? apart : 0;
  });
}

/** What is to be said of the clock of one part. */
export async function clockObjections(
  folder: string,
  { phases, endedAt, endedEarly }: Manifest,
  shift: number,
): Promise<Objection[]> {
  const shifted: Objection[] =
    shift === 0
      ? []
      : [
          {
            severity: 'remark',
            summary: `Its clock was taken to be ${inWords(shift)} the others, since all were let go together: its times are moved by that.`,
          },
        ];
  const jumps = endedAt === undefined || endedEarly !== undefined ? [] : phases.flatMap(phaseJump);
  return [...shifted, ...jumps, ...(await seriesJumps(folder))];
}

function phaseJump({ name, seconds, startedAt, endedAt }: Manifest['phases'][number]): Objection[] {
  if (seconds === undefined || startedAt === undefined || endedAt === undefined) return [];
  const lasted = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  if (Math.abs(lasted - seconds) <= mostOff) return [];
  const summary = `Its clock jumped: ${name} lasted ${Math.round(lasted)} s by it, where ${seconds} s were planned.`;
  return [{ severity: 'inconclusive', summary }];
}

/** A clock that was put back writes seconds anew that were over. */
async function seriesJumps(folder: string): Promise<Objection[]> {
  let newest = -Infinity;
  for await (const { t } of readRecords(folder, runFiles.series)) {
    if (t < newest - mostLate) {
      const summary = `Its clock jumped back by ${newest - t} s: seconds from ${iso(t)} on stand twice.`;
      return [{ severity: 'inconclusive', summary }];
    }
    newest = Math.max(newest, t);
  }
  return [];
}

function inWords(shift: number): string {
  return shift > 0 ? `${shift} s behind` : `${-shift} s ahead of`;
}

function iso(second: number): string {
  return new Date(second * 1000).toISOString();
}
