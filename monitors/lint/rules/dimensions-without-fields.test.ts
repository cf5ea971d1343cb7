import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { dimensionsWithoutFields as rule } from './dimensions-without-fields.ts';

describe('dimensions-without-fields', () => {
  it('finds dimensions with plain terms', () => {
    expect(
      findingsOf(rule, [filter({ pattern: 'CRITICAL' }, { dimensions: { Channel: '$channel' } })]),
    ).toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": Its unstructured pattern does not support dimensions. Dimensions take their values from fields, and only JSON and space-delimited patterns have fields. AWS says "The specified filter pattern does not support dimensions".",
      ]
    `);
  });
  it('finds dimensions with a regular expression', () => {
    const wrong = filter({ pattern: '%CRITICAL|ALERT%' }, { dimensions: { Channel: '$channel' } });
    expect(findingsOf(rule, [wrong])).toHaveLength(1);
  });
  it('accepts dimensions with named fields', () => {
    const right = filter(
      { pattern: '[channel, level = CRITICAL, ...]' },
      { dimensions: { Channel: '$channel' } },
    );
    expect(findingsOf(rule, [right])).toEqual([]);
  });
});
