import { byStatus } from '../../../core/run-folder/files/series.ts';
import { always } from '../../evidence/period.ts';
import { countOf, everyOutcome, requestNames } from '../../evidence/request-table.ts';
import { count, list, percent, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { endsIn } from '../../evidence/ends-by-status.ts';
import type { Rule } from '../judged-run.ts';

/** Fewest requests of a name that must be answered, where others were turned away. */
const enough = 5;

/**
 * A script may expect 429 and 5xx, and then fails nothing by them. That the system turned requests away is told all the
 * same, and where it turned all of a name away nothing is known of how it answers them.
 */
export const shedRequests: Rule = ({ evidence: { requests, judged, series } }) => {
  const rows = requestNames(requests).map((name) => {
    const when = requests.outside.has(name) ? always : judged;
    const shed = countOf(requests, [name], ['shed'], when);
    return { name, shed, all: countOf(requests, [name], everyOutcome, when) };
  });
  const some = rows.filter(({ shed }) => shed > 0).toSorted((a, b) => b.shed - a.shed);
  if (some.length === 0) return [];
  const shed = some.reduce((sum, row) => sum + row.shed, 0);
  const all = rows.reduce((sum, row) => sum + row.all, 0);
  const statuses = endsIn(series, byStatus.shed).map(({ status, n }) => `${status} (${count(n)})`);
  const named = list(
    some.map((row) => `${nameInWords(row.name)} (${count(row.shed)} of ${count(row.all)})`),
    10,
  );
  const how = statuses.length === 0 ? '' : ` with ${list(statuses)}`;
  const summary = `${plural(shed, 'request was', 'requests were')} turned away of ${count(all)} (${percent(shed / all)})${how}, which the script expects: ${named}.`;
  const isDead = some.some((row) => row.shed === row.all && row.all >= enough);
  return [{ severity: isDead ? 'inconclusive' : 'remark', summary }];
};
