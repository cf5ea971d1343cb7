import { describe, expect, it } from 'vitest';
import { alarm, begin, errors, history, minute, published, run } from './testing/given.ts';

describe('alarms on metric math', () => {
  it('on the wall clock have a PERIOD of a day, and the data of 23 hours, when clocks go forward', () => {
    const from = Date.UTC(2026, 2, 28, 12);
    const daily = (threshold: number) =>
      alarm('a', {
        metric: [
          { id: 'm1', metric: { ...errors, period: 86_400 }, returnData: false },
          { id: 'e1', expression: 'm1 / PERIOD(m1)' },
        ],
        threshold,
        wallClock: { timeZone: 'Europe/Rome' },
      });
    // The day is from 23:00 to 22:00 UTC: what comes half an hour later belongs to the next.
    const observations = [
      { ...errors, at: Date.UTC(2026, 2, 28, 23, 30), value: 43_200 },
      { ...errors, at: Date.UTC(2026, 2, 29, 22, 30), value: 86_400 },
    ];
    const historyOf = (threshold: number) =>
      history(
        run([daily(threshold)], 0, {
          from,
          to: from + 35 * 60 * minute,
          observations,
          initial: { a: 'OK' },
        }),
      );
    expect([historyOf(0.49), historyOf(0.51)]).toEqual([['22:00 a ALARM'], []]);
  });

  it('compare metric math, and an anomaly band that is given', () => {
    const queries = [
      { id: 'm1', metric: errors, returnData: false },
      { id: 'e1', expression: 'm1 * 2' },
    ];
    const math = alarm('math', { metric: queries, threshold: 5 });
    const anomaly = alarm('anomaly', {
      metric: [
        { id: 'm1', metric: errors },
        { id: 'ad1', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
      ],
      comparisonOperator: 'GreaterThanUpperThreshold',
      threshold: { metricId: 'ad1' },
    });
    const bands = [{ alarm: 'anomaly', points: [{ at: begin, lower: 0, upper: 3.5 }] }];
    const timeline = run([math, anomaly], 4, { observations: published(3, 4), bands });
    expect(history(timeline)).toEqual([
      '10:00 math OK',
      '10:00 anomaly OK',
      '10:01 math ALARM',
      '10:02 anomaly ALARM',
    ]);
    expect(timeline.transitions.at(-1)?.reason).toBe(
      'Thresholds Crossed: 1 out of the last 1 datapoints [4.0 (15/01/26 10:01:00)] was greater than the upper thresholds [3.5] (minimum 1 datapoint for OK -> ALARM transition).',
    );
  });

  it('that only AWS can compute are noted and keep their state', () => {
    const insights = alarm('a', {
      metric: [{ id: 'q', expression: 'SELECT AVG(x) FROM "y"', period: 60 }],
    });
    const timeline = run([insights], 3);
    expect(timeline.transitions).toEqual([]);
    expect(timeline.notes).toContainEqual({
      alarm: 'a',
      note: 'It cannot be evaluated: a Metrics Insights query needs the list of all metrics, which only AWS has.',
    });
  });

  it('that AWS would refuse are evaluated as far as they can be, and noted', () => {
    const unequal = alarm('a', {
      metric: [
        { id: 'm1', metric: errors, returnData: false },
        { id: 'm2', metric: { ...errors, period: 300 }, returnData: false },
        { id: 'e1', expression: 'm1 + m2' },
      ],
    });
    const timeline = run([unequal], 1, { observations: published(1) });
    expect(history(timeline)).toEqual(['10:00 a OK', '10:01 a ALARM']);
    expect(timeline.notes).toContainEqual({
      alarm: 'a',
      note: 'AWS would reject it: "m2" has a period of 300 s, and "m1" one of 60 s. Expected one period for all queries of an alarm.',
    });
  });

  it('note each choice that their expressions rest on where AWS is silent', () => {
    const noted = (expression: string) =>
      run(
        [
          alarm('a', {
            metric: [
              { id: 'm1', metric: errors, returnData: false },
              { id: 'm2', metric: { ...errors, metricName: 'Others' }, returnData: false },
              { id: 'e1', expression },
            ],
          }),
        ],
        0,
      ).notes.flatMap(({ note }) => (note.startsWith('AWS does not document') ? [note] : []));
    expect(noted('MAX([m1, m2])')).toEqual([
      'AWS does not document a point of "e1". Assumed here: MAX, MIN and STDDEV of an array look only at the datapoints that exist.',
    ]);
    expect(noted('m1 > 1 OR m2 > 1 AND m1 > 2')).toEqual([
      'AWS does not document a point of "e1". Assumed here: Without parentheses, AND binds tighter than OR.',
    ]);
    expect(noted('m1 + m2')).toEqual([]);
  });
});
