import { isLatency } from '../../objectives/result.ts';
import { count, percent, plural } from '../../words/figures.ts';
import { healthWhileJudged } from '../generator.ts';
import type { Rule } from '../judged-run.ts';

/** Fraction of all cores that counts as all, and of the judged seconds that counts as most. */
const busy = 0.98;
const mostOfTime = 0.5;

/**
 * When generator and system share a machine that had nothing left to give, slow answers say nothing of the system by
 * itself. Fast answers do, so an objective that was met stays met.
 * Missing samples are told of by evidence-complete.
 */
export const machineSaturated: Rule = (run) => {
  const cpu = healthWhileJudged(run)
    .map(({ machineCpu }) => machineCpu)
    .toArray();
  const full = cpu.filter((share) => share >= busy).length;
  if (cpu.length === 0 || full / cpu.length <= mostOfTime) return [];
  const said = `The generator's machine was saturated (CPU at ${percent(busy)} or more in ${count(full)} of ${count(cpu.length)} s)`;
  const slow = run.results.filter(
    ({ met, indicator }) => met === false && isLatency(indicator),
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
