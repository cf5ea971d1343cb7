import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { alarmTexts as rule } from './alarm-texts.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a description of more than 1,024 characters',
  [alarm({ description: 'x'.repeat(1025) })],
  'error metric alarm "api-cpu": Its description has 1025 characters. At most 1024 are allowed. Put the rest into the runbook and its address here.',
);
it.each(['', 'x'.repeat(256)])('alarm-texts finds the name "%s"', (name) => {
  expect(findingsOf(rule, [composite({ name })])).toHaveLength(1);
});
accepts('the longest', [alarm({ name: 'x'.repeat(255), description: 'x'.repeat(1024) })]);
