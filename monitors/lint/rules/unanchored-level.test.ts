import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { unanchoredLevel as rule } from './unanchored-level.ts';

const { finds } = casesOf(rule);

finds(
  'the level that an INFO line may hold in its context',
  [filter({ pattern: '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]' })],
  'warning metric filter "pms-critical": Its pattern matches "CRITICAL" anywhere in the line, even in an INFO line that quotes it. Anchor it by what stands around it in the lines: "*[CRITICAL]*" in brackets, "*.CRITICAL:*" as Monolog writes it, [..., level = CRITICAL, ...] as a word of its own, { $.level = "CRITICAL" } in JSON.',
);
const detailsOf = (pattern: string, change = {}, other?: string) => {
  const others = other === undefined ? [] : [filter({ name: 'other', pattern: other, ...change })];
  const [found = ''] = findingsOf(rule, [filter({ pattern, ...change }), ...others]);
  return found.slice(found.indexOf('quotes it.') + 'quotes it. '.length);
};
it.each([
  [
    'ERROR',
    {},
    undefined,
    'Anchor it by what stands around it in the lines: "[ERROR]" in brackets, ".ERROR:" as Monolog writes it, [..., level = ERROR, ...] as a word of its own, { $.level = "ERROR" } in JSON.',
  ],
  [
    'ERROR',
    {},
    '".CRITICAL:"',
    'Anchor it: these lines read "channel.LEVEL: message", so search ".ERROR:".',
  ],
  [
    'ERROR',
    {},
    '{ $.severity = "INFO" }',
    'Its lines are JSON: test the level itself, { $.severity = "ERROR" }.',
  ],
  [
    '{ $.message = "*Error*" }',
    {},
    undefined,
    'Its lines are JSON: test the level itself, { $.level = "ERROR" }.',
  ],
  [
    'ERROR',
    { logGroup: '/aws/lambda/pay' },
    undefined,
    "Lambda's own lines have time, id, level and text: [time, id, level = ERROR, ...].",
  ],
])(
  'unanchored-level gives advice that fits %s in %j beside %s',
  (pattern, change, other, details) => {
    expect(detailsOf(pattern, change, other)).toBe(details);
  },
);
it.each([
  'CRITICAL',
  '?ERROR ?"request.CRITICAL:"',
  '%CRITICAL%',
  '{ $.message = "*Critical*" }',
  '"ERROR" -"ignored"',
])('unanchored-level finds %s', (pattern) => {
  expect(findingsOf(rule, [filter({ pattern })])).toHaveLength(1);
});
it.each([
  '".CRITICAL:"',
  '"[CRITICAL]"',
  'payment -CRITICAL',
  '[date, level = CRITICAL, ...]',
  '[date, level = "*CRITICAL*", message]',
  '[..., w1="*CRITICAL*"]',
  '[w1="*.CRITICAL:*"]',
  '{ $.level_name = "CRITICAL" }',
  '{ $.level_name = "*CRITICAL*" }',
  'ERRORCODE',
])('unanchored-level accepts %s', (pattern) => {
  expect(findingsOf(rule, [filter({ pattern })])).toEqual([]);
});
