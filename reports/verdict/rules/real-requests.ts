import { counters } from '../../../core/run-folder/files/series.ts';
import { plural } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** A script may add to the engine's metrics of requests without sending any: figures that say nothing of a system. */
export const realRequests: Rule = ({ evidence: { series }, load }) => {
  const n = series.totals.get(counters.noRequests) ?? 0;
  if (n === 0) return [];
  const points = plural(n, 'point was', 'points were');
  const summary = `${points} added to the metrics of requests by the script itself, with neither method nor URL: no request was sent for them, and they are left out.`;
  return [{ severity: load.requests === 0 ? 'inconclusive' : 'remark', summary }];
};
