import { within } from '../../evidence/period.ts';
import { count, percent, plural } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** Fraction of all cores that counts as all, and of the hold that counts as most. */
const busy = 0.98;
const mostOfHold = 0.5;

/**
 * When generator and system share a machine that had nothing left to give, slow answers say nothing of the system by
 * itself. Fast answers do, so an objective that was met stays met.
 */
export const machineSaturated: Rule = ({ evidence, results }) => {
  const lines = evidence.health.filter(({ at }) => within(evidence.hold, Math.floor(at / 1000)));
  const full = lines.filter(({ machineCpu }) => machineCpu >= busy).length;
  if (lines.length === 0 || full / lines.length <= mostOfHold) return [];
  const said = `The generator's machine was fully busy (CPU at ${percent(busy)} or more) in ${count(full)} of ${plural(lines.length, 'second')} of the hold`;
  const slow = results.filter(
    ({ met, indicator }) => met === false && indicator !== 'errorRate',
  ).length;
  return slow > 0
    ? [
        {
          severity: 'invalid',
          summary: `${said}, so that ${plural(slow, 'missed latency objective tells', 'missed latency objectives tell')} of the machine, not of the system: the machine was the limit.`,
        },
      ]
    : [{ severity: 'remark', summary: `${said}, yet no latency objective was missed.` }];
};
