import type { Evidence } from '../evidence/evidence.ts';
import { judgeRun } from '../report.ts';
import { type SyntheticOptions, type SyntheticRun, healthyRun } from './synthetic-run.ts';
import { temporaryRun } from './write-run.ts';
import type { Verdict } from '../verdict/schema.ts';
import type { Compared } from '../renderers/renderer.ts';

/** A healthy run, judged after `plant` has changed it. */
export async function judgedRun(
  plant: (run: SyntheticRun) => void = () => {},
  options: SyntheticOptions = {},
): Promise<{ readonly evidence: Evidence; readonly verdict: Verdict }> {
  const run = healthyRun(options);
  plant(run);
  await using written = await temporaryRun(run);
  return await judgeRun(written.folder);
}

/** Gives requests of the name `offers` another one, wherever they are told. */
export function renameOffers(name: string): (run: SyntheticRun) => void {
  return (run) => {
    run.histograms = run.histograms.map((line) =>
      line.name === 'offers' ? { ...line, name } : line,
    );
  };
}

/** A comparison in which one request became slower. */
export const slower: Compared = {
  outcome: 'fail',
  sentence: 'offers: p95 12 % slower (8 to 16 %), 24 pairs; everything else within 5 %',
  comparisons: [
    {
      name: 'offers',
      percentile: 0.95,
      baseMs: 100,
      newMs: 112,
      ratio: 1.12,
      interval: [1.08, 1.16],
      n: 24,
      unit: 'pairs',
      p: 0.0001,
      change: 'slower',
      verdict: 'fail',
    },
    {
      name: 'book',
      percentile: 0.5,
      baseMs: 40,
      newMs: 39.9,
      ratio: 0.9975,
      interval: undefined,
      n: 24,
      unit: 'pairs',
      p: undefined,
      change: 'none found',
      verdict: 'inconclusive',
    },
  ],
};

/** A name that means something in every format that a name is written into. */
export const hostileName =
  '=cmd|"x",<b>&amp; ]]> `a``b` @someone #12 [l](http://x) %0A::error::no \u0000\uD800\r\n*_~\\';
