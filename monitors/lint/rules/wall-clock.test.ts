import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { wallClock as rule } from './wall-clock.ts';

const { finds } = casesOf(rule);

finds(
  'a period of half an hour',
  [alarm({ wallClock: {} }, { period: 1800 })],
  'error metric alarm "api-cpu": A wall clock window cannot have a period of 1800 s, only 60, 300, 3600, 86400, 604800. Without `wallClock` the window slides with the clock.',
);
finds(
  'a time zone that is none',
  [alarm({ wallClock: { timeZone: 'Europe/Milano' } })],
  'error metric alarm "api-cpu": The time zone "Europe/Milano" is not valid: use an IANA name, +hh:mm or UTC+hh:mm. Without `wallClock` the window slides with the clock.',
);
it('wall-clock warns of Auto Scaling by it', () => {
  const scale = 'arn:aws:autoscaling:eu-south-1:123456789012:scalingPolicy:1:policyName/out';
  const scaling = alarm({ wallClock: {}, actions: { alarm: [scale] } }, { period: 3600 });
  expect(findingsOf(rule, [scaling])).toEqual([
    'warning metric alarm "api-cpu": It scales on a wall clock window. A clock period ends long after the load has changed; AWS advises against it. Scale on an alarm without `wallClock`.',
  ]);
});
it.each(['Europe/Rome', '+01:05', 'UTC+05:30'])('wall-clock accepts an hour in %s', (timeZone) => {
  expect(findingsOf(rule, [alarm({ wallClock: { timeZone } }, { period: 3600 })])).toEqual([]);
});
