import { list, plural } from '../../words/figures.ts';
import { thresholdInWords } from '../script-in-words.ts';
import type { Rule } from '../judged-run.ts';

/** A script's own thresholds are its user's objectives, and come before any default of ours. */
export const scriptThresholds: Rule = ({ evidence, script }) => {
  if (evidence.script?.thresholds === null) {
    const { name } = evidence.manifest.engine;
    const summary = `${name} wrote no summary, so whether the script's own thresholds were met is not known.`;
    return [{ severity: 'inconclusive', summary }];
  }
  const all = script?.thresholds ?? [];
  const apart = (evidence.script?.thresholds ?? []).filter(({ notMerged }) => notMerged === true);
  const isApart = ({ metric, condition }: (typeof all)[number]): boolean =>
    apart.some((one) => one.metric === metric && one.condition === condition);
  const named = (met: boolean | null): string[] =>
    all.filter((threshold) => threshold.met === met && !isApart(threshold)).map(thresholdInWords);
  const differing = all.filter(isApart).map(thresholdInWords);
  const [crossed, open, kept] = [named(false), named(null), named(true)];
  return [
    ...(crossed.length === 0
      ? []
      : [
          {
            severity: 'missed' as const,
            summary: `${crossed.length} of ${plural(all.length, 'threshold')} of the script crossed: ${list(crossed, crossed.length)}.`,
          },
        ]),
    ...(open.length === 0
      ? []
      : [
          {
            severity: 'inconclusive' as const,
            summary: `Nothing was measured for ${plural(open.length, 'threshold')} of the script: ${list(open, open.length)}.`,
          },
        ]),
    ...(differing.length === 0
      ? []
      : [
          {
            severity: 'inconclusive' as const,
            summary: `Whether all parts together meet ${plural(differing.length, 'threshold')} of the script cannot be told from what each tells of itself: ${list(differing, differing.length)}.`,
          },
        ]),
    ...(kept.length === 0
      ? []
      : [
          {
            severity: 'confirmation' as const,
            summary: `${plural(kept.length, 'threshold')} of the script met: ${list(kept)}.`,
          },
        ]),
  ];
};
