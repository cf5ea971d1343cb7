import { quantile } from '../../../core/statistics/histogram.ts';
import type { GeneratorHealthLine } from '../../../core/run-folder/files/generator-health.ts';
import { within } from '../../evidence/period.ts';
import { durations, metricPrefix } from '../../evidence/request-table.ts';
import { count, milliseconds, percent } from '../../words.ts';
import type { Case, Rule } from '../case.ts';

/** Beyond these the generator itself slows what it measures. */
const limits = {
  schedulingLagP95Ms: 100,
  thinkLagP95Ms: 250,
  openFiles: 0.95,
  ephemeralPorts: 0.95,
} as const;

/** The generator must have had room in everything it needs, during the hold. */
export const generatorLimits: Rule = (facts) => {
  const lines = facts.evidence.health.filter(({ at }) =>
    within(facts.evidence.hold, Math.floor(at / 1000)),
  );
  const reached = [
    ...thinkLag(facts),
    ...schedulingLag(lines),
    ...used(lines, 'open files', 'generatorOpenFiles', 'openFilesLimit', limits.openFiles),
    ...used(lines, 'local ports', 'ephemeralPorts', 'ephemeralPortsLimit', limits.ephemeralPorts),
  ];
  if (reached.length > 0) return reached.map((summary) => ({ severity: 'invalid', summary }));
  return lines.length === 0
    ? []
    : [{ severity: 'confirmation', summary: 'The generator stayed within its limits.' }];
};

function thinkLag({ evidence }: Case): string[] {
  const lag = quantile(
    durations(evidence.requests, [`${metricPrefix}think_lag`], ['ok'], evidence.hold),
    0.95,
  );
  const ms = lag === undefined ? 0 : lag / 1000;
  if (ms <= limits.thinkLagP95Ms) return [];
  return [
    `Visitors woke ${milliseconds(ms)} (p95) later from thinking than they should have, more than ${milliseconds(limits.thinkLagP95Ms)}: the generator could not keep up.`,
  ];
}

/**
 * Each line has the worst of its second. A single bad one of fewer than twenty is more than 5 % of them, and yet shows
 * nothing: the p95 is looked for below it.
 */
function schedulingLag(lines: readonly GeneratorHealthLine[]): string[] {
  const sorted = lines.map(({ schedulingLagMs }) => schedulingLagMs).toSorted((a, b) => a - b);
  const place = Math.min(Math.ceil(sorted.length * 0.95) - 1, sorted.length - 2);
  const p95 = sorted[Math.max(0, place)] ?? 0;
  if (p95 <= limits.schedulingLagP95Ms) return [];
  return [
    `Timers on the generator's machine fired ${milliseconds(p95)} (p95) late, more than ${milliseconds(limits.schedulingLagP95Ms)}: the machine was the limit.`,
  ];
}

function used(
  lines: readonly GeneratorHealthLine[],
  what: string,
  amount: 'generatorOpenFiles' | 'ephemeralPorts',
  limit: 'openFilesLimit' | 'ephemeralPortsLimit',
  most: number,
): string[] {
  const worst = lines.toSorted((a, b) => b[amount] / b[limit] - a[amount] / a[limit])[0];
  if (worst === undefined || !(worst[amount] / worst[limit] > most)) return [];
  return [
    `The generator used ${count(worst[amount])} of ${count(worst[limit])} ${what} (${percent(worst[amount] / worst[limit])}), more than ${percent(most)}: it was near its limit.`,
  ];
}
