import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { unanchoredLevel as rule } from './unanchored-level.ts';

describe('unanchored-level', () => {
  it('finds the level that an INFO line may hold in its context', () => {
    expect(
      findingsOf(rule, [
        filter({ pattern: '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]' }),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "warning metric filter "pms-critical": Its pattern matches "CRITICAL" anywhere in the line, even in an INFO line that quotes it. Anchor it: a Monolog line reads "channel.LEVEL: message", so search "*.CRITICAL:*".",
      ]
    `);
  });
  it.each([
    'CRITICAL',
    '?ERROR ?"request.CRITICAL:"',
    '%CRITICAL%',
    '{ $.message = "*Critical*" }',
    '"ERROR" -"ignored"',
  ])('finds %s', (pattern) => {
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
  ])('accepts %s', (pattern) => {
    expect(findingsOf(rule, [filter({ pattern })])).toEqual([]);
  });
});
