import { describe, expect, it } from 'vitest';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { tooManyParents as rule } from './too-many-parents.ts';

describe('too-many-parents', () => {
  const parents = (count: number): CompositeAlarm[] =>
    Array.from({ length: count }, (_, index) =>
      composite({ name: `p${index}`, rule: 'ALARM("api-cpu")' }),
    );

  it('finds the hundred and fifty-first parent', () => {
    expect(findingsOf(rule, [alarm(), ...parents(151)])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": It is a child of 151 composite alarms; at most 150 are allowed. Put a composite alarm between it and its parents.",
      ]
    `);
  });
  it('accepts 150', () => {
    expect(findingsOf(rule, [alarm(), ...parents(150)])).toEqual([]);
  });
});
