import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { composite } from '../testing/samples.ts';
import { suppressorIsChild as rule } from './suppressor-is-child.ts';

const { accepts, finds } = casesOf(rule);

const suppressed = (by: string): CompositeAlarm =>
  composite({ suppressor: { alarm: by, waitPeriod: 60, extensionPeriod: 60 } });

finds(
  'a suppressor among the children',
  [suppressed('api-cpu')],
  'warning composite alarm "pms-down": Its suppressor "api-cpu" is one of its children. What puts it into ALARM also stops its notifications. Use an alarm that explains why this one does not matter.',
);
finds('an alarm that suppresses itself', [suppressed('pms-down')], 1);
accepts('another alarm', [suppressed('deploying')]);
