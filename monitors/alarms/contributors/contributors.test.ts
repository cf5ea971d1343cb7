import { describe, expect, it } from 'vitest';
import { insightsState } from './metrics-insights.ts';
import { promqlStates } from './promql.ts';

describe('a PromQL alarm', () => {
  const states = (
    returned: readonly (readonly string[])[],
    pendingPeriod: number,
    recoveryPeriod: number,
  ) =>
    promqlStates(
      returned.map((contributors, index) => ({ at: index * 60_000, contributors })),
      { pendingPeriod, recoveryPeriod },
    ).map(({ inAlarm }) => inAlarm.join('+'));

  it('has a contributor in ALARM after the pending period, and in OK after the recovery period', () => {
    expect(states([['a'], ['a'], ['a'], [], [], [], []], 120, 120)).toEqual([
      '',
      '',
      'a',
      'a',
      'a',
      '',
      '',
    ]);
  });

  it('begins to count again when a breach has a break', () => {
    expect(states([['a'], ['a'], [], ['a'], ['a'], ['a']], 120, 0)).toEqual([
      '',
      '',
      '',
      '',
      '',
      'a',
    ]);
  });

  it('stays in ALARM while any contributor is', () => {
    expect(states([['a', 'b'], ['b'], ['b'], []], 0, 0)).toEqual(['a+b', 'b', 'b', '']);
  });

  it('that is absent for less than the recovery period stays in ALARM', () => {
    expect(states([['a'], [], ['a'], [], []], 0, 120)).toEqual(['a', 'a', 'a', 'a', 'a']);
  });
});

describe('a Metrics Insights alarm', () => {
  const settings = {
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'breaching',
  } as const;
  const series = (name: string, ...breaching: boolean[]) => ({
    name,
    points: breaching.map((is) => ({ value: Number(is), breaching: is })),
  });

  it('is in ALARM while a contributor is', () => {
    expect(insightsState([series('a', true), series('b', false)], settings, [])).toEqual({
      verdict: 'ALARM',
      inAlarm: ['a'],
    });
  });

  it('forgets a contributor that is not returned any more, even where missing data breach', () => {
    expect(insightsState([series('b', false)], settings, ['a'])).toEqual({
      verdict: 'OK',
      inAlarm: [],
    });
  });

  it('has insufficient data when the query returns nothing', () => {
    expect(insightsState([], settings, ['a'])).toEqual({
      verdict: 'INSUFFICIENT_DATA',
      inAlarm: [],
    });
  });

  it('keeps the state of a contributor whose missing data are ignored', () => {
    const missing = { name: 'a', points: [{ breaching: false }] };
    const ignoring = { ...settings, treatMissingData: 'ignore' } as const;
    expect(insightsState([missing], ignoring, ['a']).verdict).toBe('ALARM');
    expect(insightsState([missing], ignoring, []).verdict).toBe('OK');
  });
});
