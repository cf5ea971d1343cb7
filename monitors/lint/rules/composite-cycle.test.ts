import { describe, expect, it } from 'vitest';
import { composite, findingsOf } from '../testing/samples.ts';
import { compositeCycle as rule } from './composite-cycle.ts';

describe('composite-cycle', () => {
  it('finds a circle of two, once', () => {
    const circle = [
      composite({ name: 'a', rule: 'ALARM(b)' }),
      composite({ name: 'b', rule: 'OK(a) OR ALARM(cpu)' }),
    ];
    expect(findingsOf(rule, circle)).toMatchInlineSnapshot(`
      [
        "error composite alarm "a": It depends on itself: "a" -> "b" -> "a". CloudWatch accepts it, but then evaluates none of them and deletes none until one rule is set to FALSE. Remove one link.",
      ]
    `);
  });
  it('finds an alarm that looks at itself', () => {
    expect(findingsOf(rule, [composite({ name: 'a', rule: 'NOT ALARM(a)' })])).toHaveLength(1);
  });
  it('accepts two ways to one alarm, and namesakes in other regions', () => {
    const diamond = [
      composite({ name: 'a', rule: 'ALARM(b) AND ALARM(c)' }),
      composite({ name: 'b', rule: 'ALARM(d)' }),
      composite({ name: 'c', rule: 'ALARM(d)' }),
      composite({ name: 'd', rule: 'TRUE' }),
      composite({ name: 'd', rule: 'ALARM(a)', region: 'us-east-1' }),
    ];
    expect(findingsOf(rule, diamond)).toEqual([]);
  });
});
