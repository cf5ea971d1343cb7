import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite } from '../testing/samples.ts';
import { tooManyActions as rule } from './too-many-actions.ts';

const { accepts, finds } = casesOf(rule);

const many = (count: number): { topic: string }[] =>
  Array.from({ length: count }, (_, index) => ({ topic: `t${index}` }));

finds(
  'a sixth action',
  [alarm({ actions: { alarm: many(6) } })],
  'error metric alarm "api-cpu": It has 6 actions for alarm; at most 5 are allowed. Use one topic with several subscriptions.',
);
finds(
  'an action that is no ARN',
  [composite({ actions: { ok: ['pages'] } })],
  'error composite alarm "pms-down": Its action "pages" is not an ARN. Use an ARN of at most 1024 characters, or { topic: \'name\' } for a topic of the definitions.',
);
accepts('five for each state', [
  alarm({ actions: { alarm: many(5), ok: many(5), insufficientData: many(5) } }),
]);
