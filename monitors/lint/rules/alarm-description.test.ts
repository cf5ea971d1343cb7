import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { alarmDescription as rule } from './alarm-description.ts';

const { accepts } = casesOf(rule);

it('alarm-description finds an alarm without a description', () => {
  expect(findingsOf(rule, [alarm({ description: ' ' })])).toEqual([
    'info metric alarm "api-cpu": It has no description. The person on call reads it first: say what guests notice, and where the runbook is.',
  ]);
  const { description: _none, ...undescribed } = composite();
  expect(findingsOf(rule, [undescribed])).toHaveLength(1);
});
accepts('any description', [alarm(), composite()]);
