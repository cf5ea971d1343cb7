import { casesOf } from '../testing/rule-cases.ts';
import { muteRule } from '../testing/samples.ts';
import { muteRuleTargets as rule } from './mute-rule-targets.ts';

const { accepts, finds } = casesOf(rule);

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);

finds(
  'the hundred and first alarm',
  [muteRule({ alarms: many(101) })],
  'error mute rule "sunday-maintenance": It mutes 101 alarms; at most 100 are allowed. Mute the composite alarms that notify for them, or use several rules.',
);
finds(
  'a rule for nothing',
  [muteRule({ alarms: [] })],
  'warning mute rule "sunday-maintenance": It mutes no alarm. List the alarms to mute.',
);
accepts('a hundred', [muteRule({ alarms: many(100) })]);
