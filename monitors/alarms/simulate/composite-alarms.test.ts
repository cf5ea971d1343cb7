import { describe, expect, it } from 'vitest';
import {
  alarm,
  begin,
  composite,
  errors,
  history,
  minute,
  published,
  run,
} from './testing/given.ts';

const forced = (
  ...changes: readonly (readonly [second: number, name: string, state: 'OK' | 'ALARM'])[]
) => changes.map(([second, name, state]) => ({ at: begin + second * 1000, alarm: name, state }));

describe('composite alarms', () => {
  it('leave INSUFFICIENT_DATA at once and follow what they look at, at the same time', () => {
    const timeline = run(
      [
        composite('both', 'ALARM(a) AND NOT ALARM(b)'),
        alarm('a'),
        composite('over', 'ALARM(both)'),
      ],
      4,
      {
        observations: published(0, 1, 0),
      },
    );
    expect(history(timeline)).toEqual([
      '10:00 a OK',
      '10:00 both OK',
      '10:00 over OK',
      '10:02 a ALARM',
      '10:02 both ALARM',
      '10:02 over ALARM',
      '10:03 a OK',
      '10:03 both OK',
      '10:03 over OK',
    ]);
    const arn = 'arn:aws:cloudwatch:eu-south-1:123456789012:alarm:';
    expect(
      timeline.transitions.filter(({ alarm: name }) => name === 'both').map(({ reason }) => reason),
    ).toEqual([
      `${arn}both was created and its alarm rule evaluates to OK`,
      `${arn}a transitioned to ALARM at Thursday 15 January, 2026 10:02:00 UTC`,
      `${arn}a transitioned to OK at Thursday 15 January, 2026 10:03:00 UTC`,
    ]);
    expect(timeline.notes).toContainEqual({
      alarm: 'both',
      note: 'It depends on "b", which is not defined here and is assumed to be in INSUFFICIENT_DATA.',
    });
  });

  it('look at alarms that are not defined in the state that is given or forced', () => {
    const timeline = run([composite('c', 'ALARM("other one") OR ALARM(x)')], 5, {
      initial: { 'other one': 'OK' },
      forced: forced(
        [90, 'x', 'ALARM'],
        [100, 'other one', 'ALARM'],
        [110, 'x', 'OK'],
        [120, 'other one', 'OK'],
      ),
    });
    expect(history(timeline)).toEqual([
      '10:00 c OK',
      '10:01:30 x ALARM',
      '10:01:30 c ALARM',
      '10:01:40 other one ALARM',
      '10:01:50 x OK',
      '10:02 other one OK',
      '10:02 c OK',
    ]);
    expect(timeline.notes).toEqual([]);
  });

  it('know alarms by ARN, in the region that it names', () => {
    const there = alarm('a', { region: 'us-east-1' });
    const here = alarm('a', { metric: { ...errors, metricName: 'None' } });
    const rule = 'ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:a)';
    const timeline = run([here, there, composite('c', rule), composite('d', 'ALARM(a)')], 1, {
      observations: published(1),
    });
    expect(history(timeline)).toEqual([
      '10:00 a OK',
      '10:00 a OK',
      '10:00 c OK',
      '10:00 d OK',
      '10:01 a ALARM',
      '10:01 c ALARM',
    ]);
  });

  it('in a cycle, or looking at one, are not evaluated', () => {
    const timeline = run(
      [
        composite('a', 'ALARM(b)'),
        composite('b', 'NOT ALARM(a)'),
        composite('c', 'OK(b)'),
        composite('d', 'TRUE'),
      ],
      2,
    );
    expect(history(timeline)).toEqual(['10:00 d ALARM']);
    expect(timeline.notes.map(({ alarm: name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('that were in a state before are updated, not created', () => {
    const [transition] = run([composite('c', 'TRUE')], 1, { initial: { c: 'OK' } }).transitions;
    expect(transition?.reason).toBe(
      'arn:aws:cloudwatch:eu-south-1:123456789012:alarm:c was updated and its alarm rule evaluates to ALARM',
    );
  });

  it('with a rule that is wrong are named in the error, with its place', () => {
    const wrong = composite('c', 'ALARM(a', {
      origin: { file: 'alarms.tf.json', line: 7, column: 12 },
    });
    expect(() => run([wrong], 1)).toThrow(
      'The rule of composite alarm "c", alarms.tf.json:7:19: the rule ends here. Expected ) after the alarm.\n  ALARM(a\n         ^',
    );
  });

  it('of ten thousand in a row are evaluated in order', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      composite(`c${index}`, `ALARM(c${index + 1})`),
    );
    const timeline = run([...chain, composite('c10000', 'TRUE')], 0);
    expect(timeline.transitions.filter(({ to }) => to === 'ALARM')).toHaveLength(10_001);
    expect(timeline.to).toBe(begin + 0 * minute);
  });

  it('whose rule rests on a precedence that AWS does not print are noted', () => {
    const notesOf = (rule: string) =>
      run([alarm('a'), alarm('b'), alarm('c'), composite('both', rule)], 0).notes.filter(
        (note) => note.alarm === 'both',
      );
    expect(notesOf('ALARM(a) OR ALARM(b) AND ALARM(c)')).toEqual([
      {
        alarm: 'both',
        note: 'Its rule mixes AND and OR, and AWS documents no precedence. Assumed here: AND binds tighter.',
      },
    ]);
    expect(notesOf('ALARM(a) OR (ALARM(b) AND ALARM(c))')).toEqual([]);
  });
});
