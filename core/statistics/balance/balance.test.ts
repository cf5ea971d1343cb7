import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { chanceLevel, chanceLoads, cvByChance, expectedSquaredCv } from './chance.ts';
import { balanceOf, theilByGroup } from './indices.ts';
import { indicesOverTime } from './over-time.ts';
import { persistenceOf } from './persistence.ts';

const loads = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), {
  minLength: 2,
  maxLength: 30,
});

describe('indices of balance', () => {
  test.prop([loads])('keep their bounds, and do not change with the unit of load', (x) => {
    const found = balanceOf(x);
    const scaled = balanceOf(x.map((value) => value * 3));
    expect(found?.jain).toBeLessThanOrEqual(1 + 1e-12);
    expect(found?.jain).toBeGreaterThanOrEqual(1 / x.length - 1e-12);
    expect(found?.gini).toBeGreaterThanOrEqual(-1e-12);
    expect(found?.gini).toBeLessThanOrEqual(1 - 1 / x.length + 1e-9);
    expect(found?.theil).toBeLessThanOrEqual(Math.log(x.length) + 1e-9);
    for (const index of ['peakToAverage', 'cv', 'jain', 'gini', 'theil', 'hoover'] as const)
      expect(scaled?.[index]).toBeCloseTo(found?.[index] ?? Number.NaN, 9);
  });

  test.prop([loads])(
    'of load that is in proportion to weights are those of perfect balance',
    (weights) => {
      expect(
        balanceOf(
          weights.map((weight) => 7 * weight),
          weights,
        )?.peakToAverage,
      ).toBeCloseTo(1, 9);
    },
  );

  const weighted = fc.array(
    fc.record({
      load: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      weight: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 2, maxLength: 12 },
  );
  test.prop([weighted])(
    'count a unit of weight n as n units with that part of its load',
    (units) => {
      const found = balanceOf(
        units.map(({ load }) => load),
        units.map(({ weight }) => weight),
      );
      const parts = units.flatMap(({ load, weight }) =>
        Array.from({ length: weight }, () => load / weight),
      );
      const expected = balanceOf(parts);
      for (const index of [
        'peakToAverage',
        'cv',
        'jain',
        'gini',
        'theil',
        'hoover',
        'min',
      ] as const)
        expect(found?.[index]).toBeCloseTo(expected?.[index] ?? Number.NaN, 8);
    },
  );

  test.prop([
    fc.array(
      fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.constantFrom('a', 'b', 'c')),
      { minLength: 2 },
    ),
  ])('between and within groups add up to the whole of Theil', (cells) => {
    const x = cells.map(([load]) => load);
    const parts = theilByGroup(
      x,
      cells.map(([, zone]) => zone),
    );
    expect((parts?.between ?? 0) + (parts?.within ?? 0)).toBeCloseTo(balanceOf(x)?.theil ?? 0, 9);
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[1, Number.NaN]], [[1, Infinity]]])(
    'are not known of %j',
    (x) => {
      expect(balanceOf(x)).toBeUndefined();
    },
  );
});

describe('the coefficient of variation by chance', () => {
  it.each([
    { units: 2, perUnit: 50 },
    { units: 3, perUnit: 1000 },
    { units: 12, perUnit: 30 },
  ])('is exceeded once in twenty times: $units units of $perUnit', ({ units, perUnit }) => {
    const random = seededRandom(7);
    const limit = cvByChance(units, perUnit) ?? 0;
    const model = { units, requests: perUnit, policy: 'random', costCv: 0 } as const;
    const times = 4000;
    let beyond = 0;
    let beyondLess = 0;
    for (let nth = 0; nth < times; nth += 1) {
      const cv = balanceOf(chanceLoads(model, random))?.cv ?? 0;
      if (cv > limit) beyond += 1;
      if (cv > 0.8 * limit) beyondLess += 1;
    }
    // Four standard errors of a share of 5 % among 4,000, and what the approximation and whole numbers may add.
    expect(beyond / times).toBeGreaterThan(0.034);
    expect(beyond / times).toBeLessThan(0.066);
    expect(beyondLess / times).toBeGreaterThan(0.07);
  });

  it('is not known of one unit, or of none that got anything', () => {
    expect([cvByChance(1, 10), cvByChance(3, 0), cvByChance(0, Number.NaN)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('indices over time', () => {
  it('are means of those of the times at which two units were there, by weight', () => {
    const units = [
      { weight: 1, group: 'a' },
      { weight: 2, group: 'b' },
    ];
    const nothing = Number.NaN;
    const loads = Float64Array.from([1, 2, 3, 0, nothing, 7, 0, 0]);
    const found = indicesOverTime({ units, loads });
    expect(found).toMatchObject({ steps: 2, units: 2, peakToAverage: 2, peakToAverageP95: 3 });
    expect(found?.theilBetweenGroups).toBeCloseTo(Math.log(3) / 2, 12);
  });

  it('are not known where no time has two units', () => {
    expect(indicesOverTime({ units: [{ weight: 1 }], loads: Float64Array.of(1, 2) })).toBe(
      undefined,
    );
    expect(indicesOverTime({ units: [], loads: new Float64Array() })).toBe(undefined);
  });
});

describe('the chance level', () => {
  it('is the same for the same seed, and shrinks with the number of requests', () => {
    const model = { units: 6, requests: 100, policy: 'random', costCv: 1 } as const;
    const level = chanceLevel(model, seededRandom(4));
    expect(chanceLevel(model, seededRandom(4))).toEqual(level);
    expect(chanceLevel({ ...model, requests: 1000 }, seededRandom(4)).p99).toBeLessThan(level.mean);
    expect(expectedSquaredCv(model)).toBeCloseTo((2 * 5) / (6 * 100), 12);
  });

  it('is perfect balance for equal requests in turn', () => {
    const model = { units: 6, requests: 100, policy: 'round robin', costCv: 0 } as const;
    expect(chanceLevel(model, seededRandom(1))).toEqual({ mean: 1, p95: 1, p99: 1 });
  });
});

describe('persistence', () => {
  it('is whole where the same unit is always the hot one, and none where it moves', () => {
    const always = Array.from({ length: 12 }, () => [2, 1, 1]);
    const rotating = Array.from({ length: 12 }, (_, n) =>
      [0, 1, 2].map((unit) => (unit === n % 3 ? 2 : 1)),
    );
    expect(persistenceOf(always).persistentShare).toBeCloseTo(1, 9);
    expect(persistenceOf(rotating).persistentShare).toBe(0);
    expect(persistenceOf(always).relative.map((load) => load?.toFixed(2))).toEqual([
      '1.50',
      '0.75',
      '0.75',
    ]);
  });

  it('leaves out times at which a unit was alone', () => {
    expect(
      persistenceOf([
        [1, undefined],
        [undefined, 3],
      ]),
    ).toEqual({ persistentShare: 0, relative: [undefined, undefined] });
  });
});
