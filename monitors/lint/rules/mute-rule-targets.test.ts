import { describe, expect, it } from 'vitest';
import { findingsOf, muteRule } from '../testing/samples.ts';
import { muteRuleTargets as rule } from './mute-rule-targets.ts';

describe('mute-rule-targets', () => {
  const many = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `a${index}`);

  it('finds the hundred and first alarm', () => {
    expect(findingsOf(rule, [muteRule({ alarms: many(101) })])).toMatchInlineSnapshot(`
      [
        "error mute rule "sunday-maintenance": It mutes 101 alarms; at most 100 are allowed. Mute the composite alarms that notify for them, or use several rules.",
      ]
    `);
  });
  it('finds a rule for nothing', () => {
    expect(findingsOf(rule, [muteRule({ alarms: [] })])).toMatchInlineSnapshot(`
      [
        "warning mute rule "sunday-maintenance": It mutes no alarm. List the alarms to mute.",
      ]
    `);
  });
  it('accepts a hundred', () => {
    expect(findingsOf(rule, [muteRule({ alarms: many(100) })])).toEqual([]);
  });
});
