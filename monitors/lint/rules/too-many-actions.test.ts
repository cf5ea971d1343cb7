import { describe, expect, it } from 'vitest';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { tooManyActions as rule } from './too-many-actions.ts';

describe('too-many-actions', () => {
  const many = (count: number): { topic: string }[] =>
    Array.from({ length: count }, (_, index) => ({ topic: `t${index}` }));

  it('finds a sixth action', () => {
    expect(findingsOf(rule, [alarm({ actions: { alarm: many(6) } })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": It has 6 actions for alarm; at most 5 are allowed. Use one topic with several subscriptions.",
      ]
    `);
  });
  it('finds an action that is no ARN', () => {
    expect(findingsOf(rule, [composite({ actions: { ok: ['pages'] } })])).toMatchInlineSnapshot(`
      [
        "error composite alarm "pms-down": Its action "pages" is not an ARN. Use an ARN of at most 1024 characters, or { topic: 'name' } for a topic of the definitions.",
      ]
    `);
  });
  it('accepts five for each state', () => {
    expect(
      findingsOf(rule, [
        alarm({ actions: { alarm: many(5), ok: many(5), insufficientData: many(5) } }),
      ]),
    ).toEqual([]);
  });
});
