import { counters } from '../../../core/run-folder/files/series.ts';
import { count, percent, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../judged-run.ts';

/** Fraction of the iterations that may end by an exception before the load is not what the script says any more. */
const most = 0.01;
const none = { count: 0, first: '' };

/** An iteration that throws does not do the rest of what it should: a load that was never sent proves nothing. */
export const scriptErrors: Rule = ({ evidence }) => {
  const { script, series, manifest } = evidence;
  const exceptions = script?.exceptions ?? manifest.engine.exceptions ?? none;
  const { outsideExceptions = none, consoleErrors = none, engineErrors = none } = script ?? {};
  const findings: Omit<Finding, 'rule'>[] = [];
  if (exceptions.count > 0) {
    const iterations = Math.max(exceptions.count, series.totals.get(counters.iterations) ?? 0);
    const share = exceptions.count / iterations;
    const said = `${count(exceptions.count)} of ${plural(iterations, 'iteration')} of the script ended by an exception (${percent(share)})`;
    const summary = `${said}, so what should come after it was not done; the first: ${exceptions.first}.`;
    findings.push({ severity: share > most ? 'inconclusive' : 'remark', summary });
  }
  // An engine that ended because of it tells of it at its end.
  if (outsideExceptions.count > 0 && manifest.engine.end?.kind !== 'failed-by-script') {
    const summary = `The script threw outside of its iterations: ${outsideExceptions.first}.`;
    findings.push({ severity: 'inconclusive', summary });
  }
  if (consoleErrors.count > 0) {
    const times = plural(consoleErrors.count, 'time');
    const summary = `The script printed an error ${times}, the first: ${consoleErrors.first}.`;
    findings.push({ severity: 'remark', summary });
  }
  if (engineErrors.count > 0) {
    const times = plural(engineErrors.count, 'time');
    const summary = `${manifest.engine.name} logged an error ${times}, the first: ${engineErrors.first}.`;
    findings.push({ severity: 'remark', summary });
  }
  return findings;
};
