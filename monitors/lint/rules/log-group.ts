import { onlineRule } from '../rule/make-rule.ts';
import { byLogGroup } from '../rule/patterns.ts';

export const logGroup = onlineRule('log-group', async function* (context, account) {
  const filters = context.all('metric-filter').map((filter) => ({ filter }));
  for (const [{ filter }] of byLogGroup(context, filters)) {
    const region = context.regionOf(filter);
    const found = await account.logGroup(region, filter.logGroup);
    if (found === undefined)
      yield {
        about: filter,
        summary: `There is no log group ${filter.logGroup} in ${region}.`,
        details:
          'PutMetricFilter rejects it. Create the log group first, or fix its name or region.',
      };
    else if (found.logClass !== 'STANDARD')
      yield {
        about: filter,
        summary: `Log group ${filter.logGroup} is of class ${found.logClass}, which does not support metric filters.`,
        details:
          'Only the Standard class does. The class of a log group cannot be changed: create a new one.',
      };
  }
});
