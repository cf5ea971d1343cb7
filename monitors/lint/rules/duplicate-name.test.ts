import { describe, expect, it } from 'vitest';
import { alarm, composite, filter, findingsOf, topic } from '../testing/samples.ts';
import { duplicateName as rule } from './duplicate-name.ts';

describe('duplicate-name', () => {
  it('finds a composite alarm with the name of a metric alarm', () => {
    const first = alarm({ origin: { file: 'a.ts', line: 3 } });
    expect(findingsOf(rule, [first, composite({ name: 'api-cpu' })])).toMatchInlineSnapshot(`
      [
        "error composite alarm "api-cpu": There is another metric alarm "api-cpu" in eu-south-1 (a.ts:3). CloudWatch keeps the one written last. Metric and composite alarms share one set of names.",
      ]
    `);
  });
  it('finds two filters of one name on one log group', () => {
    expect(findingsOf(rule, [filter(), filter()])).toHaveLength(1);
  });
  it('accepts one name in two regions, log groups and kinds', () => {
    const right = [
      alarm({ name: 'x' }),
      alarm({ name: 'x', region: 'us-east-1' }),
      filter({ name: 'x' }),
      filter({ name: 'x', logGroup: '/ecs/other' }),
      topic({ name: 'x' }),
    ];
    expect(findingsOf(rule, right)).toEqual([]);
  });
});
