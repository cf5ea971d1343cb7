import { casesOf } from '../testing/rule-cases.ts';
import { alarm } from '../testing/samples.ts';
import { multiDayWindow as rule } from './multi-day-window.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a window of three days',
  [alarm({ evaluationPeriods: 72 }, { period: 3600 })],
  'info metric alarm "api-cpu": Its window of 259200 seconds is longer than a day, so it is evaluated once an hour. Only data up to the last full hour counts: it fires and ends up to an hour late. Where minutes matter, add an alarm with a short window.',
);
accepts('a window of exactly a day', [alarm({ evaluationPeriods: 24 }, { period: 3600 })]);
