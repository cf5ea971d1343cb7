import { list, milliseconds, plural } from '../../words/figures.ts';
import { boundInWords, windowsInWords } from '../../objectives/judge.ts';
import type { ObjectiveResult } from '../../objectives/result.ts';
import type { Rule } from '../judged-run.ts';

/** Every objective that has enough requests must be met, and each must have something that could be judged. */
export const objectivesMet: Rule = ({ results }) => {
  const missed = results
    .filter(({ met }) => met === false)
    .map((result) => ({ severity: 'missed' as const, summary: missedInWords(result) }));
  const byObjective = Map.groupBy(
    results,
    ({ objective, indicator }) => `${objective}: ${indicator}`,
  );
  const open = [...byObjective.values()].filter((group) => group.every(({ met }) => met === null));
  const unjudged = open.flat().map(({ name, observed }) => ({
    severity: 'inconclusive' as const,
    summary: `${name} could not be judged: ${observed}.`,
  }));
  const rare = results.filter((result) => result.met === null && !open.flat().includes(result));
  const remarks =
    rare.length === 0
      ? []
      : [
          {
            severity: 'remark' as const,
            summary: `Too rare to judge: ${list(rare.map(({ name, samples }) => `${name} (${plural(samples, 'answer')})`))}.`,
          },
        ];
  return [...missed, ...unjudged, ...remarks, ...confirmation(results)];
};

function missedInWords({ name, expected, observed }: ObjectiveResult): string {
  return `${name} missed its objective: it was ${observed}; asked for was ${expected}.`;
}

function confirmation(
  results: readonly ObjectiveResult[],
): { severity: 'confirmation'; summary: string }[] {
  const met = results.filter((result) => result.met === true);
  const latencies = met.filter(({ indicator }) => indicator !== 'errorRate');
  const closest = latencies.toSorted(
    (a, b) => (b.value ?? 0) / b.limit - (a.value ?? 0) / a.limit,
  )[0];
  if (met.length === 0) return [];
  const nearest =
    closest === undefined
      ? ''
      : `, the closest being ${closest.name}: ${milliseconds(closest.value ?? 0)} (${boundInWords(closest)} asked)${windowsInWords(closest.windows, closest)}`;
  return [
    {
      severity: 'confirmation',
      summary: `${plural(met.length, 'objective was', 'objectives were')} met${nearest}.`,
    },
  ];
}
