import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { missingDataTreatments } from '../../definitions/metric-alarm.ts';
import { evaluatePoints } from '../evaluation/verdict.ts';
import { simulateRanges } from './simulate-ranges.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';
import {
  alarm,
  begin,
  clock,
  errors,
  history,
  minute,
  published,
  run,
  setOf,
} from './testing/given.ts';

describe('metric alarms on the virtual clock', () => {
  it('see a period when it is over', () => {
    const timeline = run([alarm('a')], 4, { observations: published(0, 1, 0) });
    expect(history(timeline)).toEqual(['10:00 a OK', '10:02 a ALARM', '10:03 a OK']);
    expect(timeline.transitions[1]).toEqual({
      at: begin + 2 * minute,
      alarm: 'a',
      from: 'OK',
      to: 'ALARM',
      reason:
        'Threshold Crossed: 1 out of the last 1 datapoints [1.0 (15/01/26 10:01:00)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).',
    });
  });

  it('slide with the clock: a period of five minutes ends every minute', () => {
    const slow = alarm('a', { metric: { ...errors, period: 300 } });
    expect(history(run([slow], 20, { observations: published(0, 0, 5) }))).toEqual([
      '10:00 a OK',
      '10:03 a ALARM',
      // The datapoint is the most recent that there is, until it leaves the range of 3 periods.
      '10:18 a OK',
    ]);
  });

  it('of high resolution are evaluated every ten seconds', () => {
    const fast = alarm('a', { metric: { ...errors, period: 10 } });
    const observations = [{ ...errors, at: begin + 15_000, value: 1 }];
    expect(history(run([fast], 1, { observations }))).toEqual([
      '10:00 a OK',
      '10:00:20 a ALARM',
      '10:00:50 a OK',
    ]);
  });

  it('that look at more than a day are evaluated at minute 3, on data up to the full hour', () => {
    const daily = alarm('a', {
      metric: { ...errors, period: 86_400 },
      evaluationPeriods: 2,
      datapointsToAlarm: 1,
    });
    const observations = [{ ...errors, at: begin + 2 * minute, value: 1 }];
    const timeline = run([daily], 130, { observations });
    expect(history(timeline)).toEqual(['10:03 a OK', '11:03 a ALARM']);
    expect(timeline.notes).toContainEqual({
      alarm: 'a',
      note: 'Its window is longer than a day, so it is evaluated once an hour, here at minute 3, on data up to the full hour.',
    });
  });

  it('on the wall clock look at days of their time zone', () => {
    const daily = alarm('a', {
      metric: { ...errors, period: 86_400 },
      wallClock: { timeZone: 'Europe/Rome' },
    });
    const observations = [{ ...errors, at: begin, value: 1 }];
    // Midnight in Rome is 23:00 UTC.
    expect(history(run([daily], 24 * 60, { observations }))).toEqual([
      '10:00 a OK',
      '23:00 a ALARM',
    ]);
  });

  it('begin in INSUFFICIENT_DATA, or as given, and note what is not given', () => {
    const timeline = run(
      [alarm('a', { treatMissingData: 'ignore' }), alarm('b', { treatMissingData: 'ignore' })],
      5,
      {
        initial: { b: 'ALARM' },
      },
    );
    expect(timeline.initial).toEqual({ a: 'INSUFFICIENT_DATA', b: 'ALARM' });
    expect(timeline.transitions).toEqual([]);
    expect(timeline.notes).toContainEqual({
      alarm: 'a',
      note: 'Nothing was ever published for App Errors.',
    });
  });

  it('note each choice where AWS is silent', () => {
    const three = alarm('a', {
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: 'missing',
    });
    const { notes } = run([three], 4, { observations: published(1) });
    expect(notes.filter((note) => note.alarm === 'a').map(({ note }) => note.slice(0, 40))).toEqual(
      ['All existing datapoints breach, but they', 'The oldest breaching datapoint lies with'],
    );
  });

  it('note that few samples of several periods are counted together, as AWS does not say', () => {
    const note =
      'AWS does not document how samples are counted over several periods. Assumed here: all evaluated periods together.';
    const notesOf = (evaluationPeriods: number, stat: string) =>
      run(
        [
          alarm('a', {
            metric: { ...errors, stat },
            evaluationPeriods,
            evaluateLowSampleCountPercentile: 'ignore',
          }),
        ],
        0,
      ).notes.map((each) => each.note);
    expect(notesOf(2, 'p99')).toContain(note);
    expect(notesOf(1, 'p99')).not.toContain(note);
    expect(notesOf(2, 'Average')).not.toContain(note);
  });

  it('return from a state that was forced at the next evaluation', () => {
    const forced = [{ at: begin + 90_000, alarm: 'a', state: 'ALARM' as const }];
    expect(history(run([alarm('a')], 3, { forced }))).toEqual([
      '10:00 a OK',
      '10:01:30 a ALARM',
      '10:02 a OK',
    ]);
  });

  it('wait for their warm-up: all of it, or until data fill the window', () => {
    const common = {
      metric: { ...errors, period: 300 },
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    };
    const early = alarm('early', { ...common, warmUp: { minutes: 60 } });
    const late = alarm('late', {
      ...common,
      warmUp: { minutes: 30, onlyStartEvaluatingAfterwards: true },
    });
    const silent = alarm('silent', {
      ...common,
      metric: { ...errors, metricName: 'None', period: 300 },
      warmUp: { minutes: 40 },
    });
    const observations = published(null, null, null, null, ...Array.from({ length: 60 }, () => 0));
    expect(history(run([early, late, silent], 60, { observations }))).toEqual([
      '10:19 early OK',
      '10:30 late OK',
      '10:40 silent OK',
    ]);
  });

  it('of a percentile keep their state while samples are few, when told so', () => {
    const p99 = { ...errors, stat: 'p99' };
    const evaluating = alarm('evaluating', { metric: p99 });
    const ignoring = alarm('ignoring', { metric: p99, evaluateLowSampleCountPercentile: 'ignore' });
    const observations = [
      { ...errors, at: begin, value: 1, count: 999 },
      { ...errors, at: begin + 5 * minute, value: 1, count: 1000 },
    ];
    expect(
      history(
        run([evaluating, ignoring], 7, {
          observations,
          initial: { evaluating: 'OK', ignoring: 'OK' },
        }),
      ),
    ).toEqual([
      '10:01 evaluating ALARM',
      '10:04 evaluating OK',
      '10:06 evaluating ALARM',
      '10:06 ignoring ALARM',
    ]);
  });

  it('of another region do not see the metrics of filters here', () => {
    const filter = {
      kind: 'metric-filter',
      name: 'errors',
      logGroup: 'app',
      pattern: 'ERROR',
      transformation: { namespace: 'App', metricName: 'Errors', value: '1' },
    } as const;
    const logs = [{ at: begin, logGroup: 'app', message: 'ERROR' }];
    const here = alarm('here');
    const there = alarm('there', { region: 'us-east-1' });
    expect(history(run([filter, here, there], 1, { logs }))).toEqual([
      '10:00 here OK',
      '10:00 there OK',
      '10:01 here ALARM',
    ]);
  });

  it('that depend on the evaluation range are told apart', () => {
    const three = {
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: 'breaching',
    } as const;
    const set = setOf(alarm('depends', three), alarm('certain'));
    const observations = published(0, 0, null, null, null, null, null, null, null);
    const { timeline, dependsOnRange } = simulateRanges({
      set,
      from: begin,
      to: begin + 9 * minute,
      observations,
    });
    expect(dependsOnRange).toEqual(['depends']);
    expect(history(timeline).at(-1)).toBe('10:06 depends ALARM');
  });

  it.each([
    [{ evaluationPeriods: 0 }, 'number of evaluation periods', '0', 'a whole number, 1 or more'],
    [
      { datapointsToAlarm: 2 },
      'number of datapoints to alarm',
      '2',
      'a whole number from 1 to 1, the evaluation periods',
    ],
    [
      { metric: { ...errors, period: 90 } },
      'period',
      '90',
      '10, 20, 30 or a multiple of 60 seconds',
    ],
  ])('with %j are refused', (more, what, given, expected) => {
    expect(() => run([alarm('a', more)], 1)).toThrow(
      `The ${what} of metric alarm "a" is "${given}", but must be ${expected}.`,
    );
  });

  it('of any name begin in INSUFFICIENT_DATA', () => {
    expect(run([alarm('constructor')], 0, { initial: {} }).initial).toEqual({
      constructor: 'INSUFFICIENT_DATA',
    });
  });

  const value = fc.option(fc.constantFrom(0, 1));
  const givenAlarm = fc.record({
    evaluationPeriods: fc.integer({ min: 1, max: 4 }),
    treatMissingData: fc.constantFrom(...missingDataTreatments),
    period: fc.constantFrom(60, 120, 300),
    m: fc.integer({ min: 1, max: 4 }),
    range: fc.integer({ min: 0, max: 3 }),
  });

  property.prop([fc.array(value, { maxLength: 30 }), givenAlarm])(
    'have the states of a plain evaluation of every minute, and the same every time',
    (values, { evaluationPeriods, treatMissingData, period, m, range: more }) => {
      const datapointsToAlarm = Math.min(m, evaluationPeriods);
      const settings = { evaluationPeriods, datapointsToAlarm, treatMissingData };
      const given = alarm('a', { ...settings, metric: { ...errors, period } });
      const simulated = () =>
        run([given], 45, {
          observations: published(...values),
          evaluationRange: () => evaluationPeriods + more,
        });
      expect(simulated()).toEqual(simulated());

      const width = period / 60;
      let state: AlarmState = 'INSUFFICIENT_DATA';
      const expected: string[] = [];
      for (let now = 0; now <= 45; now += 1) {
        const points = Array.from({ length: evaluationPeriods + more }, (_, index) => {
          const end = now - (evaluationPeriods + more - 1 - index) * width;
          const within = values
            .slice(Math.max(0, end - width), Math.max(0, end))
            .filter((v) => v !== null);
          const sum = within.reduce<number>((total, v) => total + v, 0);
          return within.length === 0 ? { breaching: false } : { value: sum, breaching: sum > 0 };
        });
        const { verdict } = evaluatePoints(points, settings);
        if (verdict === 'RETAIN' || verdict === state) continue;
        state = verdict;
        expected.push(`${clock(begin + now * minute)} a ${state}`);
      }
      expect(history(simulated())).toEqual(expected);
    },
  );
});
