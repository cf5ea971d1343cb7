import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { differencesOf, normal } from './json.ts';

describe('comparing what AWS holds', () => {
  it('names each field that differs, and members of lists by their names', () => {
    const before = {
      Threshold: 1,
      Metrics: [
        { Id: 'a', Expression: 'x' },
        { Id: 'b', Expression: 'y' },
      ],
      Dimensions: [{ Name: 'Tenant', Value: '1' }],
      OKActions: ['arn:1'],
    };
    const after = {
      Threshold: 2,
      Metrics: [
        { Id: 'b', Expression: 'z' },
        { Id: 'c', Expression: 'x' },
      ],
      Dimensions: [{ Name: 'Tenant', Value: '2' }],
      OKActions: [],
    };
    expect(differencesOf(before, after)).toEqual([
      { path: 'Dimensions[Tenant].Value', before: '1', after: '2' },
      { path: 'Metrics[a]', before: { Id: 'a', Expression: 'x' } },
      { path: 'Metrics[b].Expression', before: 'y', after: 'z' },
      { path: 'Metrics[c]', after: { Id: 'c', Expression: 'x' } },
      { path: 'OKActions', before: ['arn:1'], after: [] },
      { path: 'Threshold', before: 1, after: 2 },
    ]);
  });

  it('takes a field that is undefined for one that is not there', () => {
    expect(differencesOf({ a: 1, b: undefined }, { a: 1 })).toEqual([]);
  });

  test.prop([fc.jsonValue()])('finds no difference of a value to itself', (value) => {
    expect(differencesOf(value, structuredClone(value))).toEqual([]);
  });

  test.prop([fc.jsonValue(), fc.jsonValue()])(
    'finds a difference exactly where the one form differs',
    (a, b) => {
      const same = JSON.stringify(normal(a)) === JSON.stringify(normal(b));
      expect(differencesOf(a, b).length === 0).toBe(same);
    },
  );
});
