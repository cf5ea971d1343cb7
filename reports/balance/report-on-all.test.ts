import { expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import type { Service, Unit } from './load/series.ts';
import { defaultPrices } from './prices.ts';
import { reportOnAll, reportOnOne } from './report-on-all.ts';

const options = { prices: defaultPrices, region: 'eu-west-1', ceiling: 0.8 };

/** A service of ten tasks, of which the first takes so many times the load of the others. */
function service(name: string, minutes: number, hotBy: number): Service {
  const random = seededRandom(minutes);
  const units = Array.from({ length: 10 }, (_, nth): Unit => ({
    id: `${name}-${nth}`,
    zone: `eu-west-1${'abc'[nth % 3]}`,
    revision: '1',
    startedAt: undefined,
    stoppedAt: undefined,
    vcpu: 1,
    memoryMiB: 2048,
  }));
  const size = minutes * units.length;
  const cpu = Float64Array.from(
    { length: size },
    (_, at) => (at % units.length === 0 ? hotBy : 1) * (20 + random()),
  );
  const matrix = {
    times: Float64Array.from({ length: minutes }, (_, minute) => 1.8e12 + minute * 60_000),
    stepMs: 60_000,
    units,
    cpu,
    memory: new Float64Array(size).fill(0.5),
    received: new Float64Array(size).fill(1000),
    balancer: undefined,
  };
  return { cluster: 'shop', name, matrix, defects: new Map([['late events', 3]]), unjoined: 0 };
}

const services = [
  service('even', 9_000, 1),
  service('hot', 12_000, 1.5),
  service('short', 5, 1),
  service('large', 13_000, 1.2),
];

it('comes to the same in two threads, in the order that was asked for', async () => {
  const inTwo = await reportOnAll(services, options);
  const inOne = services.map((one) => reportOnOne(one, options));
  expect(inTwo).toEqual(inOne);
  expect(inTwo.map(({ report }) => `${report.service}: ${report.outcome}`)).toEqual([
    'even: pass',
    'hot: fail',
    'short: inconclusive',
    'large: fail',
  ]);
});

it('tells what went wrong in the other thread', async () => {
  const broken = service('broken', 12_500, 1);
  const without = Object.assign({}, broken.matrix, { times: null });
  await expect(reportOnAll([...services, { ...broken, matrix: without }], options)).rejects.toThrow(
    "Cannot read properties of null (reading 'length')",
  );
});
