import { casesOf } from '../testing/rule-cases.ts';
import { composite } from '../testing/samples.ts';
import { constantRule as rule } from './constant-rule.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a constant',
  [composite({ rule: 'NOT (TRUE)' })],
  'warning composite alarm "pms-down": Its rule NOT (TRUE) refers to no alarm. Its state never changes. TRUE and FALSE are for breaking a cycle of alarms by hand, and for tests.',
);
accepts('a rule with an alarm beside a constant', [composite({ rule: 'FALSE OR ALARM(a)' })]);
