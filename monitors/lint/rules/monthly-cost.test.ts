import { expect, it } from 'vitest';
import type { Definition } from '../../definitions/definition.ts';
import type { LintFinding } from '../rule/finding.ts';
import { lint } from '../lint.ts';
import {
  composite,
  criticalAlarm,
  dashboard,
  filter,
  findingsOf,
  setOf,
  soundDefinitions,
} from '../testing/samples.ts';
import { monthlyCost as rule } from './monthly-cost.ts';

const cost = (definitions: readonly Definition[], dollarsPerMonth: number): LintFinding[] =>
  lint(setOf(definitions, { budget: { dollarsPerMonth } }), { rules: [rule] });

it('monthly-cost says what is over the budget, and why', () => {
  const dear = filter({ pattern: '{ $.level >= 500 }' }, { dimensions: { Channel: '$.channel' } });
  expect(cost([dear, criticalAlarm({}, { period: 10 }), composite(), dashboard()], 5))
    .toMatchInlineSnapshot(`
      [
        {
          "details": "metrics in high-resolution alarms: 1, 0.30 dollars; composite alarms: 1, 0.50 dollars; custom metrics of metric filters: 10, 3.00 dollars; dashboards: 1, 3.00 dollars. Prices of us-east-1 as of 2026-11-22, without the free tier; a dimension of a filter is assumed to have 10 values.",
          "rule": "monthly-cost",
          "severity": "warning",
          "subject": "all definitions",
          "summary": "The definitions cost about 6.80 dollars a month, more than the budget of 5.00 dollars.",
        },
      ]
    `);
});
it('monthly-cost accepts what is within the budget, and everything without one', () => {
  expect(cost(soundDefinitions(), 10)).toEqual([]);
  expect(findingsOf(rule, soundDefinitions())).toEqual([]);
});
it('monthly-cost can be silenced as a whole', () => {
  const lintSettings = {
    budget: { dollarsPerMonth: 0 },
    disable: [{ rule: rule.name, reason: 'paid by others' }],
  };
  expect(lint(setOf([dashboard()], lintSettings), { rules: [rule] })).toEqual([]);
});
