import { counters as names } from '../../../core/run-folder/files/series.ts';
import { count, percent } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** Fraction of the iterations due that may be dropped. */
const most = 0.001;

/**
 * An iteration that the engine could not start when it was due is load that the system never saw. Engines
 * count what they drop only when they do; that anything was counted at all is evidence-complete's matter.
 */
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
          summary: `${summary}, within the ${percent(most)} tolerated.`,
        },
      ];
};
