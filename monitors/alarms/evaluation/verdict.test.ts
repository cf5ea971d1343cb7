import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { missingDataTreatments } from '../../definitions/metric-alarm.ts';
import { evaluationRangeOf } from './evaluation-range.ts';
import { minimumSamples } from './low-samples.ts';
import { evaluatePoints, type AlarmSettings } from './verdict.ts';

const kinds = {
  X: { value: 1, breaching: true },
  '0': { value: 0, breaching: false },
  '-': { breaching: false },
};
type Kind = keyof typeof kinds;
const pointsOf = (row: readonly Kind[]) => row.map((kind) => kinds[kind]);

const row = fc.array(fc.constantFrom<Kind>('X', '0', '-'), { minLength: 1, maxLength: 12 });
const settings = fc
  .record({ n: fc.integer({ min: 1, max: 8 }), m: fc.integer({ min: 1, max: 8 }) })
  .map(({ n, m }) => ({ evaluationPeriods: n, datapointsToAlarm: Math.min(n, m) }));
const treatment = fc.constantFrom(...missingDataTreatments);

describe('a verdict', () => {
  property.prop([row, settings, treatment])(
    'rests on as many points as there are evaluation periods, real ones first',
    (kindsOfRow, numbers, treatMissingData) => {
      const { real, toFill } = evaluatePoints(pointsOf(kindsOfRow), {
        ...numbers,
        treatMissingData,
      });
      expect(real.length + toFill).toBe(numbers.evaluationPeriods);
      const there = kindsOfRow.filter((kind) => kind !== '-').length;
      expect(real.length).toBe(Math.min(there, numbers.evaluationPeriods));
    },
  );

  property.prop([row, row, settings, treatment])(
    'never depends on points before the latest N, when none of these is missing',
    (before, latest, { datapointsToAlarm }, treatMissingData) => {
      const there = latest.map((kind): Kind => (kind === '-' ? '0' : kind));
      const evaluationPeriods = there.length;
      const all = {
        evaluationPeriods,
        datapointsToAlarm: Math.min(datapointsToAlarm, evaluationPeriods),
        treatMissingData,
      };
      expect(evaluatePoints(pointsOf([...before, ...there]), all).verdict).toBe(
        evaluatePoints(pointsOf(there), all).verdict,
      );
    },
  );

  property.prop([row, settings])(
    'of notBreaching is never an alarm on missing points alone',
    (kindsOfRow, numbers) => {
      const evaluation = evaluatePoints(pointsOf(kindsOfRow), {
        ...numbers,
        treatMissingData: 'notBreaching',
      });
      const breaching = evaluation.real.filter((point) => point.breaching).length;
      expect(evaluation.verdict).toBe(breaching >= numbers.datapointsToAlarm ? 'ALARM' : 'OK');
    },
  );

  property.prop([row, settings, treatment])(
    'of enough real points is the same for every treatment',
    (kindsOfRow, numbers, treatMissingData) => {
      fc.pre(kindsOfRow.filter((kind) => kind !== '-').length >= numbers.evaluationPeriods);
      const verdict = (treat: AlarmSettings['treatMissingData']) =>
        evaluatePoints(pointsOf(kindsOfRow), { ...numbers, treatMissingData: treat }).verdict;
      expect(verdict(treatMissingData)).toBe(verdict('missing'));
    },
  );

  property.prop([row, settings, treatment, fc.nat()])(
    'never gets better when a point that is there breaches instead',
    (kindsOfRow, numbers, treatMissingData, place) => {
      const worse = kindsOfRow.map((kind, index): Kind =>
        index === place % kindsOfRow.length && kind === '0' ? 'X' : kind,
      );
      const all = { ...numbers, treatMissingData };
      fc.pre(evaluatePoints(pointsOf(kindsOfRow), all).verdict === 'ALARM');
      expect(evaluatePoints(pointsOf(worse), all).verdict).toBe('ALARM');
    },
  );

  it.each([
    ['- - - - X', 'INSUFFICIENT_DATA', 'only-young-breaching'],
    ['- - - X -', 'INSUFFICIENT_DATA', 'only-young-breaching'],
    ['- - X - -', 'ALARM', undefined],
    ['- X - - -', 'ALARM', 'breaching-before-window'],
    ['- - X - 0', 'OK', undefined],
  ])('of 3 out of 3 with missing data missing makes %s of %s', (text, verdict, undocumented) => {
    const range = text.split(' ').map((kind) => kinds[kind === 'X' || kind === '0' ? kind : '-']);
    const evaluation = evaluatePoints(range, {
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: 'missing',
    });
    expect([evaluation.verdict, evaluation.undocumented]).toEqual([verdict, undocumented]);
  });

  it('looks back 5 periods for 3, the only figure that AWS publishes', () => {
    expect(evaluationRangeOf(3)).toBe(5);
  });

  it.each([
    [99.9, 10_000],
    [99.5, 2000],
    [97, 334],
    [50, 20],
    [49.9, 21],
    [0.1, 10_000],
  ])('of p%s needs %s samples', (percent, samples) => {
    expect(minimumSamples(percent)).toBe(samples);
  });
});
