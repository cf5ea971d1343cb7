import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFile } from '../core/run-folder/path.ts';
import { statIfThere } from '../core/stat-if-there.ts';
import { seededRandom } from '../core/seeded-random.ts';
import { medianOf } from '../core/statistics/outliers.ts';
import { withRole } from '../core/with-role.ts';
import {
  type MeasuredKnee,
  type ReadRun,
  kneeOfRuns,
  measure,
} from '../reports/capacity/measured.ts';
import { kneeSentence } from '../reports/capacity/knee-sentence.ts';
import { demandOf } from '../reports/capacity/per-visitor.ts';
import { vcpuNeeded } from '../reports/capacity/plan.ts';
import { judgeRun } from '../reports/report.ts';
import { localTarget } from '../targets/local.ts';
import type { Bench } from './bench.ts';
import { visit } from './cluster-causes/visitors.ts';
import { keptRuns } from './kept-runs.ts';
import { positive } from './measure.ts';

/** Knees that lie farther apart are not the same one. */
const sameWithin = 0.1;
/** A plan that is farther off is of no use. */
const planWithin = 0.2;

/**
 * Whether `staircase` finds the same knee again and again, and whether a plan made of a run at half of it tells the tasks that
 * the knee takes. The cluster has one task, slowed down, so that the knee is the task's and not that of the machine. Runs are
 * kept in a folder: those that are whole are not played again, so that it may be interrupted. Flags: `--runs 5`,
 * `--visitors 8000` at the top, `--seconds 30` a step, `--folder runs/knee`. Ends with 1 where a knee or the plan is off.
 */
export const knee: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '5' },
      visitors: { type: 'string', default: '8000' },
      seconds: { type: 'string', default: '30' },
      folder: { type: 'string', default: join('runs', 'knee') },
    },
  });
  const runs = positive('--runs', values.runs);
  const visitors = positive('--visitors', values.visitors);
  const seconds = positive('--seconds', values.seconds);
  await using runsThere = await keptRuns({
    folder: values.folder,
    name: `knee-${process.pid}`,
    flags: ['--size=small', '--tasks=1'],
    prepare: slowDown,
  });
  const played = (scenario: string, own: string, most: number, hold: number, seed: number) => {
    const load = ['--visitors', String(most), '--duration', `${hold}s`, '--seed', String(seed)];
    return runsThere.played(own, scenario, ...load);
  };

  const found: MeasuredKnee[] = [];
  for (let nth = 1; nth <= runs; nth += 1) {
    const folder = await played('staircase', `staircase-${nth}`, visitors, seconds, nth);
    // With its second, finer look, which there is none of where the climb did not get that far.
    const confirmation = `${folder}-confirm`;
    const isConfirmed = (await statIfThere(runFile(confirmation, 'verdict'))) !== undefined;
    const climbs = isConfirmed ? [folder, confirmation] : [folder];
    const measured = kneeOfRuns(await Promise.all(climbs.map(readRun)));
    if (measured === undefined) throw new Error(`${folder} has no steps`);
    print(`  ${nth}: ${kneeSentence(measured)}`);
    found.push(measured);
  }
  const rates = found.flatMap(({ knee: one }) => (one.kind === 'found' ? [one.rate] : []));
  if (rates.length === 0) {
    print(`no knee in any of ${runs}`);
    process.exitCode = 1;
    return;
  }
  const middle = medianOf(rates);
  const same = rates.filter((rate) => Math.abs(rate / middle - 1) <= sameWithin).length;
  print(
    `the same knee, ${middle.toFixed(0)} requests/s, within ${100 * sameWithin} % in ${same} of ${runs}`,
  );
  if (same < runs) process.exitCode = 1;

  const atKnee = medianOf(found.flatMap(({ visitors: there }) => there ?? []));
  if (!(atKnee > 0)) return;
  const half = Math.round(atKnee / 2);
  const below = await played('steady', `half-of-${half}`, half, 3 * seconds, 1);
  const demand = demandOf(measure([await readRun(below)]));
  const needed =
    demand === undefined ? undefined : vcpuNeeded({ visitors: atKnee, tasks: 1 }, demand);
  if (needed === undefined) {
    print('no plan: the run at half the knee does not tell the CPU of the task');
    process.exitCode = 1;
    return;
  }
  const isRight = Math.abs(needed - 1) <= planWithin;
  print(
    `planned from ${half} visitors: ${Math.round(atKnee)} visitors take ${needed.toFixed(2)} tasks, and one it was: ${isRight ? 'right' : 'WRONG'}`,
  );
  if (!isRight) process.exitCode = 1;
};

/** A task that a few thousand visitors fill, and this machine does not notice. */
const timesSlower = 10;

/** A task compiles what it runs often, and one that is slow takes minutes for it. */
const warmUp = { milliseconds: 20_000, perSecond: 120, paths: ['/', '/campsites/RIV1'] };

async function slowDown(name: string): Promise<void> {
  const target = await localTarget(name);
  const { baseUrl } = target.endpoints;
  const host = target.tenants[0]?.host ?? '';
  const load = { ...warmUp, baseUrl, host, hasStickyHalf: false };
  await visit(load, seededRandom(1), AbortSignal.timeout(warmUp.milliseconds));
  const tasks = withRole((await target.instancesNow?.()) ?? [], 'task');
  for (const { id } of tasks) {
    const given = { part: id, times: String(timesSlower) };
    await target.control?.act({ name: 'slow-down', given });
  }
}

async function readRun(folder: string): Promise<ReadRun> {
  return { run: folder, ...(await judgeRun(folder)) };
}
