import { within } from '../../evidence/period.ts';
import { count, percent, plural } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** Fraction of all cores that counts as all, and of the judged seconds that counts as most. */
const busy = 0.98;
const mostOfTime = 0.5;

/**
 * When generator and system share a machine that had nothing left to give, slow answers say nothing of the system by
 * itself. Fast answers do, so an objective that was met stays met.
 * Missing samples are told of by evidence-complete.
 */
export const machineSaturated: Rule = ({ evidence, results }) => {
  const lines = evidence.health.filter(({ at }) => within(evidence.judged, Math.floor(at / 1000)));
  const full = lines.filter(({ machineCpu }) => machineCpu >= busy).length;
  if (lines.length === 0 || full / lines.length <= mostOfTime) return [];
  const said = `The generator's machine was saturated (CPU at ${percent(busy)} or more in ${count(full)} of ${count(lines.length)} s)`;
  const slow = results.filter(
    ({ met, indicator }) => met === false && indicator !== 'errorRate',
  ).length;
  return slow > 0
    ? [
        {
          severity: 'invalid',
          summary: `${said}, so ${plural(slow, 'missed latency objective')} may be its doing, not the system's.`,
        },
      ]
    : [{ severity: 'remark', summary: `${said}, yet no latency objective was missed.` }];
};
