import { describe, expect, it } from 'vitest';
import { composite, findingsOf } from '../testing/samples.ts';
import { constantRule as rule } from './constant-rule.ts';

describe('constant-rule', () => {
  it('finds a constant', () => {
    expect(findingsOf(rule, [composite({ rule: 'NOT (TRUE)' })])).toMatchInlineSnapshot(`
      [
        "warning composite alarm "pms-down": Its rule NOT (TRUE) refers to no alarm. Its state never changes. TRUE and FALSE are for breaking a cycle of alarms by hand, and for tests.",
      ]
    `);
  });
  it('accepts a rule with an alarm beside a constant', () => {
    expect(findingsOf(rule, [composite({ rule: 'FALSE OR ALARM(a)' })])).toEqual([]);
  });
});
