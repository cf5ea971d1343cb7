import { costOf, money, priceNote } from '../cost/cost.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const monthlyCost = offlineRule('monthly-cost', function* (context) {
  const { budget } = context;
  if (budget === undefined) return;
  const { lines, dollars } = costOf(context);
  if (dollars <= budget.dollarsPerMonth) return;
  const parts = lines.map(({ what, count, dollars: part }) => `${what}: ${count}, ${money(part)}`);
  yield {
    summary: `The definitions cost about ${money(dollars)} a month, more than the budget of ${money(budget.dollarsPerMonth)}.`,
    details: `${parts.join('; ')}. ${priceNote}`,
  };
});
