import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, filter, topic } from '../testing/samples.ts';
import { duplicateName as rule } from './duplicate-name.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a composite alarm with the name of a metric alarm',
  [alarm({ origin: { file: 'a.ts', line: 3 } }), composite({ name: 'api-cpu' })],
  'error composite alarm "api-cpu": There is another metric alarm "api-cpu" in eu-south-1 (a.ts:3). CloudWatch keeps the one written last. Metric and composite alarms share one set of names.',
);
finds('two filters of one name on one log group', [filter(), filter()], 1);
accepts('one name in two regions, log groups and kinds', [
  alarm({ name: 'x' }),
  alarm({ name: 'x', region: 'us-east-1' }),
  filter({ name: 'x' }),
  filter({ name: 'x', logGroup: '/ecs/other' }),
  topic({ name: 'x' }),
]);
