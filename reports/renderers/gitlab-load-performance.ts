import { quantile } from '../../core/statistics/histogram.ts';
import { answered, durations, loadNames } from '../evidence/request-table.ts';
import type { Verdict } from '../verdict/schema.ts';
import type { Renderer } from './renderer.ts';

/**
 * What GitLab's merge request widget reads of `artifacts:reports:load_performance`: requests per second, the 90th and 95th
 * percentile, and checks. It takes any difference of 0.01 for a change, so that figures are rounded to steps of about a tenth.
 * Durations are those of whole answers, where the widget's heading says time to first byte.
 * https://docs.gitlab.com/ci/testing/load_performance_testing/
 */
export const gitlabLoadPerformance: Renderer = {
  name: 'load-performance.json',
  render: ({ requests, judged }, verdict) => {
    const histogram = durations(requests, loadNames(requests), answered, judged);
    const at = (q: number): number => stepNear((quantile(histogram, q) ?? 0) / 1000);
    const waiting =
      histogram.n === 0 ? {} : { http_req_waiting: { 'p(90)': at(0.9), 'p(95)': at(0.95) } };
    const checks = checksOf(verdict);
    const metrics = {
      http_reqs: {
        count: verdict.load.requests,
        rate: stepNear(verdict.load.requestsPerSecond),
      },
      ...waiting,
      // The widget shows NaN % of none.
      ...(checks.passes + checks.fails === 0 ? {} : { checks }),
    };
    return `${JSON.stringify({ metrics }, undefined, 2)}\n`;
  },
};

/** Checks of a script of the user's; where it has none, objectives and invariants, as far as they were judged. */
function checksOf({ script, objectives, invariants }: Verdict): { passes: number; fails: number } {
  const checks = script?.checks ?? [];
  if (checks.length > 0)
    return {
      passes: checks.reduce((sum, { passes }) => sum + passes, 0),
      fails: checks.reduce((sum, { fails }) => sum + fails, 0),
    };
  const held = [
    ...objectives.flatMap(({ met }) => met ?? []),
    ...invariants.flatMap(({ checked, violations }) => (checked === 0 ? [] : [violations === 0])),
  ];
  return {
    passes: held.filter(Boolean).length,
    fails: held.filter((one) => !one).length,
  };
}

/** Preferred numbers, 24 a decade (IEC 60063, E24). */
const steps = [
  10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91,
  100,
];

/** The preferred number that is relatively nearest to a value; 0 for 0. */
export function stepNear(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 0;
  const power = Math.floor(Math.log10(value)) - 1;
  const distance = (step: number): number => Math.abs(Math.log10(value) - power - Math.log10(step));
  const nearest = steps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
  return Number(`${nearest}e${power}`);
}
