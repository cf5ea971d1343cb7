import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { composite } from '../testing/samples.ts';
import { suppressorPeriods as rule } from './suppressor-periods.ts';

const { accepts, finds } = casesOf(rule);

const suppressed = (waitPeriod: number, extensionPeriod: number): CompositeAlarm =>
  composite({ suppressor: { alarm: 'deploying', waitPeriod, extensionPeriod } });

finds(
  'a wait period that is shorter than an evaluation',
  [suppressed(10, 60)],
  'warning composite alarm "pms-down": Its wait period is 10 seconds. Alarms are evaluated once a minute, so the suppressor may start too late or end too early. AWS\'s examples use 60.',
);
finds(
  'periods that are none',
  [suppressed(-1, 0.5)],
  'error composite alarm "pms-down": Its extension period is 0.5 seconds. Use whole seconds, 0 or more.',
  'error composite alarm "pms-down": Its wait period is -1 seconds. Use whole seconds, 0 or more.',
);
accepts('a minute each', [suppressed(60, 60), composite()]);
