import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { defaultValueWithDimensions as rule } from './default-value-with-dimensions.ts';

describe('default-value-with-dimensions', () => {
  it('finds a default beside a dimension', () => {
    const wrong = filter(
      { pattern: '{ $.level >= 500 }' },
      { defaultValue: 0, dimensions: { Channel: '$.channel' } },
    );
    expect(findingsOf(rule, [wrong])).toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": It has a default value and dimensions; CloudWatch Logs accepts only one of them. Without a matching line there is no value for the dimensions. Omit the default and let the alarm treat missing data as notBreaching, or omit the dimensions.",
      ]
    `);
  });
  it('accepts a default with an empty list of dimensions', () => {
    expect(findingsOf(rule, [filter({}, { defaultValue: 0, dimensions: {} })])).toEqual([]);
  });
});
