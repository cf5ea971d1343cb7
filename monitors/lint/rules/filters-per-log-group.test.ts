import { casesOf } from '../testing/rule-cases.ts';
import { filter } from '../testing/samples.ts';
import { filtersPerLogGroup as rule } from './filters-per-log-group.ts';

const { accepts, finds } = casesOf(rule);

const filters = Array.from({ length: 101 }, (_, index) => filter({ name: `f${index}` }));

finds(
  'the hundred and first filter',
  filters,
  'error metric filter "f100": It is one of 101 metric filters on /ecs/pms; a log group allows 100. Use one filter with a dimension instead of a filter for each value, or split the log group.',
);
accepts('a hundred, and counts regions apart', [
  ...filters.slice(1),
  filter({ region: 'eu-west-1' }),
]);
