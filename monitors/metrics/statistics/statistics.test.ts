import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { computeStatistic } from './compute.ts';
import { addValue, emptySample } from './sample.ts';
import { parseStatistic } from './statistic.ts';

function statisticOf(text: string, values: readonly number[]): number | undefined {
  const statistic = parseStatistic(text);
  if (statistic === undefined) throw new Error(`${text} is no statistic`);
  const sample = emptySample(true);
  for (const value of values) addValue(sample, value, 1);
  return computeStatistic(statistic, sample);
}

const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1);

describe('a statistic', () => {
  it.each([
    ['Average', 50.5],
    ['Sum', 5050],
    ['Minimum', 1],
    ['Maximum', 100],
    ['SampleCount', 100],
    ['p0', 1],
    ['p50', 50],
    ['p99', 99],
    ['p99.9', 100],
    ['p100', 100],
    ['tm90', 45.5],
    ['TM(:90%)', 45.5],
    ['TM(90%:)', 95.5],
    ['TM(2%:98%)', 50.5],
    ['TM(10:20)', 15.5],
    ['TM(200:)', undefined],
    ['IQM', 50.5],
    ['WM(10%:90%)', 50.5],
    ['wm98', 50.47],
    ['WM(10:20)', 18.55],
    ['tc90', 90],
    ['TC(0.005:2.5)', 2],
    ['TC(80:100)', 20],
    ['TC(200:)', 0],
    ['ts90', 4095],
    ['TS(80%:)', 1810],
    ['PR(:30)', 30],
    ['PR(10:20)', 10],
    ['PR(90:)', 10],
    ['pr30', 30],
  ])('%s of 1 to 100 is %s', (text, expected) => {
    const got = statisticOf(text, oneToHundred);
    expect(got === undefined ? got : Number(got.toFixed(10))).toBe(expected);
  });

  it.each(['p50', 'tm90', 'IQM', 'PR(:1)', 'TC(:5)'])(
    '%s is not available when a value is negative',
    (text) => {
      expect(statisticOf(text, [-1, 2, 3])).toBeUndefined();
    },
  );

  it('of nothing is none', () => {
    expect(statisticOf('Sum', [])).toBeUndefined();
  });

  it.each([
    'average',
    'p',
    'p101',
    'p-1',
    'P99',
    'tm101',
    'TM',
    'TM(:)',
    'TM(10%:500)',
    'TM(20:10)',
    'TM(10%:110%)',
    'tm(10:20)',
    'PR(10%:20%)',
    'p99.12345678901',
    '',
  ])('%j is no statistic', (text) => {
    expect(parseStatistic(text)).toBeUndefined();
  });

  const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 });

  property.prop([values, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })])(
    'of a higher percentile is not lower, and is an observation',
    (all, a, b) => {
      const low = statisticOf(`p${Math.min(a, b)}`, all) ?? NaN;
      const high = statisticOf(`p${Math.max(a, b)}`, all) ?? NaN;
      expect(low).toBeLessThanOrEqual(high);
      expect(all).toContain(low);
    },
  );

  property.prop([values, fc.integer({ min: 1, max: 100 })])(
    'that is a trimmed sum is the trimmed mean times the trimmed count',
    (all, percent) => {
      const [mean = NaN, count = NaN, sum = NaN] = ['tm', 'tc', 'ts'].map((name) =>
        statisticOf(`${name}${percent}`, all),
      );
      expect(sum).toBeCloseTo(mean * count, 6);
      expect(statisticOf(`TM(:${percent}%)`, all)).toBe(mean);
    },
  );

  property.prop([values])('of all values is the same trimmed, winsorized or plain', (all) => {
    const mean = statisticOf('Average', all) ?? NaN;
    expect(statisticOf('tm100', all)).toBeCloseTo(mean, 9);
    expect(statisticOf('wm100', all)).toBeCloseTo(mean, 9);
    expect(statisticOf('PR(:1000)', all)).toBe(100);
  });
});
