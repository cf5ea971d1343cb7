import { counters as names } from '../../../core/run-folder/files/series.ts';
import { count, percent } from '../../words.ts';
import type { Rule } from '../case.ts';

/** Fraction of the iterations due that may be dropped. */
const most = 0.001;

/** An iteration that the engine could not start when it was due is load that the system never saw. */
export const droppedIterations: Rule = ({ evidence, load }) => {
  const dropped = load.droppedIterations;
  if (dropped === 0) return [];
  const played = evidence.series.reduce(
    (total, { counters }) => total + (counters[names.iterations] ?? 0),
    0,
  );
  const share = dropped / (played + dropped);
  const summary = `The generator dropped ${count(dropped)} of ${count(played + dropped)} iterations (${percent(share)})`;
  return share > most
    ? [
        {
          severity: 'invalid',
          summary: `${summary}, more than ${percent(most)}: it was the limit, not the system.`,
        },
      ]
    : [
        {
          severity: 'remark',
          summary: `${summary}, which is within the ${percent(most)} tolerated.`,
        },
      ];
};
