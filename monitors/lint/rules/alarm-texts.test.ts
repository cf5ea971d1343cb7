import { describe, expect, it } from 'vitest';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { alarmTexts as rule } from './alarm-texts.ts';

describe('alarm-texts', () => {
  it('finds a description of more than 1,024 characters', () => {
    expect(findingsOf(rule, [alarm({ description: 'x'.repeat(1025) })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": Its description has 1025 characters. At most 1024 are allowed. Put the rest into the runbook and its address here.",
      ]
    `);
  });
  it.each(['', 'x'.repeat(256)])('finds the name "%s"', (name) => {
    expect(findingsOf(rule, [composite({ name })])).toHaveLength(1);
  });
  it('accepts the longest', () => {
    expect(
      findingsOf(rule, [alarm({ name: 'x'.repeat(255), description: 'x'.repeat(1024) })]),
    ).toEqual([]);
  });
});
