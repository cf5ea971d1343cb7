import { describe, expect, it } from 'vitest';
import type { ServiceMetric } from '../../../core/run-folder/files/service-metrics.ts';
import { seededRandom } from '../../../core/seeded-random.ts';
import { chanceLoads } from '../../../core/statistics/balance/chance.ts';
import type { MeteredService, Requests } from '../load/metered.ts';
import { reportOnMetrics } from './report.ts';
import type { MetricsReport } from './report-shape.ts';

const begin = Date.UTC(2026, 8, 1);
const minute = 60_000;

const point = (nth: number, loads: readonly number[]): ServiceMetric => ({
  at: begin + nth * minute,
  cluster: 'booking',
  service: 'web',
  minimum: Math.min(...loads),
  average: loads.reduce((sum, load) => sum + load, 0) / loads.length,
  maximum: Math.max(...loads),
});

function reported(points: readonly ServiceMetric[], requests?: Requests): MetricsReport {
  const service: MeteredService = { cluster: 'booking', name: 'web', points, requests };
  return reportOnMetrics(service, 0.8);
}

const minutes = (count: number, loads: (nth: number) => readonly number[]): ServiceMetric[] =>
  Array.from({ length: count }, (_, nth) => point(nth, loads(nth)));

describe('balance by minimum, average and maximum', () => {
  it('tells peak to average, and what it cannot tell', () => {
    const { balance, outcome, sentences } = reported(minutes(20, () => [30, 40, 80]));
    const peakToAverage: unknown = expect.closeTo(1.6, 9);
    expect(balance).toMatchObject({ peakToAverage, wastedFraction: 0.375, most: 0.8 });
    expect(outcome).toBe('inconclusive');
    expect(sentences).toEqual([
      'Peak to average 1.60; what chance alone explains is not known; more cannot be told from these sources.',
      'The busiest task was at 80 % CPU on average and at 80 % at most, all together at 50 %.',
      'An autoscaling target of up to 50 % CPU keeps the hottest task below 80 % in 19 minutes of 20.',
      'AWS/ECS tells the least, the mean and the greatest of all tasks: not which task is the busiest, whether it is always the same one, nor why. Turn Container Insights on, or keep the statistics of the task metadata endpoint.',
      'How much chance alone explains takes the number of tasks and of requests: add the access log.',
    ]);
  });

  it('passes where no task can have been far enough from the others, whichever it is', () => {
    const even = (nth: number): number[] => [50, 51, 52 + (nth % 3)];
    expect(reported(minutes(60, even)).outcome).toBe('pass');
    const shortly = (nth: number): number[] => (nth >= 30 && nth < 45 ? [50, 50, 70] : even(nth));
    expect(reported(minutes(60, shortly)).outcome).toBe('inconclusive');
    expect(reported(minutes(9, even)).sentences).toContain(
      'It takes 10 minutes to judge, and there are 9.',
    );
  });

  it('fails beyond the most that chance gives for so many tasks and requests, and never within it', () => {
    const random = seededRandom(1);
    const requests = { targets: 4, perTarget: 300 };
    for (const costCv of [0, 1.31]) {
      const model = { units: 4, requests: 300, policy: 'random', costCv } as const;
      const byChance = minutes(120, () => chanceLoads(model, random).map((load) => load / 10));
      expect(reported(byChance, requests).outcome).toBe('inconclusive');
    }
    const { outcome, sentences } = reported(
      minutes(120, () => [20, 20, 20, 60]),
      requests,
    );
    expect(outcome).toBe('fail');
    expect(sentences[0]).toMatch(
      /^Peak to average 2\.00; chance alone explains up to 1\.\d\d; more than chance, whichever task it is\.$/,
    );
  });

  it('counts minutes that are missing, twice there, idle, impossible or of one task', () => {
    const good = minutes(20, () => [30, 40]);
    const odd = { ...point(30, [1, 2]), average: 5 };
    const points = [...good, point(3, [30, 40]), point(31, [0, 0]), odd, point(22, [7])];
    const { defects, minutes: told } = reported([...points, { ...odd, minimum: Number.NaN }]);
    expect(told).toBe(20);
    expect(defects).toEqual({
      'duplicate minutes': 1,
      'minutes without load': 1,
      'minutes whose average does not lie between minimum and maximum': 1,
      'minutes without time, minimum, average or maximum': 1,
      'missing minutes': 2,
      'minutes of one task, or of tasks alike to the last digit': 1,
    });
  });

  it('is not defined for a service of one task', () => {
    expect(reported(minutes(20, () => [40]))).toMatchObject({
      outcome: 'inconclusive',
      balance: undefined,
      sentences: [
        'Balance is not defined: in no minute was there a least and a greatest of several tasks.',
        'In the data: minutes of one task, or of tasks alike to the last digit: 20.',
      ],
    });
  });
});
