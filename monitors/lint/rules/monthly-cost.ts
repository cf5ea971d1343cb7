import { costOf, money, priceNote } from '../cost/cost.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const monthlyCost: OfflineRule = {
  name: 'monthly-cost',
  severity: 'warning',
  summary: 'Definitions that cost more per month than the budget.',
  source: sources.pricing,
  *check(context) {
    const { budget } = context;
    if (budget === undefined) return;
    const { lines, dollars } = costOf(context);
    if (dollars <= budget.dollarsPerMonth) return;
    const parts = lines.map(
      ({ what, count, dollars: part }) => `${what}: ${count}, ${money(part)}`,
    );
    yield {
      summary: `The definitions cost about ${money(dollars)} a month, more than the budget of ${money(budget.dollarsPerMonth)}.`,
      details: `${parts.join('; ')}. ${priceNote}`,
    };
  },
};
