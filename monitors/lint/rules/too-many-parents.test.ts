import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite } from '../testing/samples.ts';
import { tooManyParents as rule } from './too-many-parents.ts';

const { accepts, finds } = casesOf(rule);

const parents = (count: number): CompositeAlarm[] =>
  Array.from({ length: count }, (_, index) =>
    composite({ name: `p${index}`, rule: 'ALARM("api-cpu")' }),
  );

finds(
  'the hundred and fifty-first parent',
  [alarm(), ...parents(151)],
  'error metric alarm "api-cpu": It is a child of 151 composite alarms; at most 150 are allowed. Put a composite alarm between it and its parents.',
);
accepts('150', [alarm(), ...parents(150)]);
