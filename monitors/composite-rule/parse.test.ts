import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { alarmStates } from '../definitions/alarm-state.ts';
import { growth } from '../filter-pattern/testing/growth.ts';
import { renderTextError } from '../../core/source/text-error.ts';
import type { Rule } from './ast.ts';
import { ruleHolds } from './evaluate.ts';
import { mixedOperators } from './mixed.ts';
import { parseRule } from './parse.ts';
import { printRule } from './print.ts';
import { ruleReferences } from './references.ts';

function ruleOf(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(renderTextError(parsed.error));
  return parsed.rule;
}

const names = (rule: Rule) => ruleReferences(rule).map(({ alarm }) => alarm);

describe('a composite alarm rule', () => {
  it.each([
    ['ALARM(a) AND NOT OK("b c")', ['a', 'b c']],
    ['ALARM ( a ) OR(OK(b))', ['a', 'b']],
    ['ALARM("say \\"hi\\"") AND ALARM("back\\\\slash")', ['say "hi"', 'back\\slash']],
    [
      'ALARM(arn:aws:cloudwatch:eu-south-1:123456789012:alarm:a)',
      ['arn:aws:cloudwatch:eu-south-1:123456789012:alarm:a'],
    ],
    ['AT_LEAST(2, NOT INSUFFICIENT_DATA, (a, "b, c", d))', ['a', 'b, c', 'd']],
    ['NOT NOT ALARM(a)', ['a']],
    ['\n  TRUE\n', []],
    ['False', []],
  ])('%j looks at %j', (text, alarms) => {
    expect(names(ruleOf(text))).toEqual(alarms);
  });

  it.each([
    ['ALARM(a) OR ALARM(b) AND ALARM(c)', ['a'], true],
    ['(ALARM(a) OR ALARM(b)) AND ALARM(c)', ['a'], false],
    ['NOT ALARM(a) OR ALARM(b)', ['b'], true],
    ['NOT (ALARM(a) OR ALARM(b))', ['b'], false],
    ['AT_LEAST(50%, ALARM, (a, b, c))', ['a'], false],
    ['AT_LEAST(50%, ALARM, (a, b, c))', ['a', 'b'], true],
    ['AT_LEAST(34%, ALARM, (a, b, c))', ['a'], false],
    ['AT_LEAST(33%, ALARM, (a, b, c))', ['a'], true],
    ['AT_LEAST(2, NOT ALARM, (a, b, c))', ['a'], true],
    ['AT_LEAST(4, ALARM, (a, b, c))', ['a', 'b', 'c'], false],
    ['TRUE AND FALSE', [], false],
  ])('%s, with %j in ALARM and the rest in OK, is %s', (text, inAlarm, holds) => {
    const stateOf = (alarm: string) => (inAlarm.includes(alarm) ? 'ALARM' : 'OK');
    expect(ruleHolds(ruleOf(text), stateOf)).toBe(holds);
  });

  it.each([
    ['ALARM(a) AND ALARM(b) OR ALARM(c)', true],
    ['(ALARM(a) AND ALARM(b)) OR ALARM(c)', false],
    ['NOT (ALARM(a) OR ALARM(b) AND ALARM(c))', true],
    ['ALARM(a) AND ALARM(b) AND ALARM(c)', false],
  ])('%s mixes AND and OR without parentheses: %s', (text, mixed) => {
    expect(mixedOperators(ruleOf(text))).toBe(mixed);
  });

  it.each([
    [
      '',
      'line 1, column 1: the rule ends here. Expected ALARM(...), OK(...), INSUFFICIENT_DATA(...), AT_LEAST(...), NOT, TRUE, FALSE or (.\n  \n  ^',
    ],
    [
      'ALARM(a) ADN OK(b)',
      'line 1, column 10: "ADN" is not allowed here. Expected AND, OR or the end of the rule.\n  ALARM(a) ADN OK(b)\n           ^',
    ],
    [
      'alarm(a)',
      'line 1, column 1: "alarm" is not allowed here. Expected ALARM(...), OK(...), INSUFFICIENT_DATA(...), AT_LEAST(...), NOT, TRUE, FALSE or (.\n  alarm(a)\n  ^',
    ],
    [
      'ALARM(a b)',
      'line 1, column 9: "b" is not allowed here. Expected ) after the alarm.\n  ALARM(a b)\n          ^',
    ],
    [
      'ALARM(a) AND\n(OK(b)',
      'line 2, column 7: the rule ends here. Expected AND, OR or ).\n  (OK(b)\n        ^',
    ],
    [
      'ALARM("a',
      'line 1, column 7: the quote is never closed. Expected a closing ".\n  ALARM("a\n        ^',
    ],
    [
      'ALARM("")',
      'line 1, column 7: the name is empty. Expected the name or ARN of an alarm.\n  ALARM("")\n        ^',
    ],
    [
      'ALARM()',
      'line 1, column 7: ")" is not allowed here. Expected the name or ARN of an alarm.\n  ALARM()\n        ^',
    ],
    [
      'AT_LEAST(0, ALARM, (a))',
      'line 1, column 10: 0 always holds. Expected at least 1.\n  AT_LEAST(0, ALARM, (a))\n           ^',
    ],
    [
      'AT_LEAST(101%, ALARM, (a))',
      'line 1, column 10: 101% never holds. Expected a percentage from 1% to 100%.\n  AT_LEAST(101%, ALARM, (a))\n           ^',
    ],
    [
      'AT_LEAST(2, BAD, (a))',
      'line 1, column 13: "BAD" is not allowed here. Expected ALARM, OK or INSUFFICIENT_DATA.\n  AT_LEAST(2, BAD, (a))\n              ^',
    ],
    [
      'AT_LEAST(2, OK, a, b)',
      'line 1, column 17: "a" is not allowed here. Expected the alarms in parentheses.\n  AT_LEAST(2, OK, a, b)\n                  ^',
    ],
  ])('%j is refused at its place', (text, message) => {
    const parsed = parseRule(text);
    expect(parsed.ok ? '' : renderTextError(parsed.error)).toBe(message);
  });

  it('has at most 10,240 characters, 100 alarms and 500 elements', () => {
    const problemOf = (text: string) => {
      const parsed = parseRule(text);
      return parsed.ok ? `${parsed.elements} elements` : parsed.error.problem;
    };
    const repeat = (count: number, part: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => part(index)).join(' OR ');
    expect(problemOf(repeat(100, (index) => `ALARM(a${index})`))).toBe('100 elements');
    expect(problemOf(repeat(101, (index) => `ALARM(a${index})`))).toBe('it refers to 101 alarms');
    expect(problemOf(repeat(500, () => 'TRUE'))).toBe('500 elements');
    expect(problemOf(repeat(501, () => 'TRUE'))).toBe('it has 501 elements');
    expect(problemOf(`TRUE${' '.repeat(10_237)}`)).toBe('it has 10241 characters');
    expect(problemOf('('.repeat(5000))).toBe('it has too many elements');
    expect(problemOf(`${'NOT '.repeat(2500)}TRUE`)).toBe('1 elements');
  });

  const reference = fc
    .oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom('a', 'b "c"', '\\', '\\"'))
    .map((alarm) => ({ alarm, offset: 0 }));
  const state = fc.constantFrom(...alarmStates);
  const { rule } = fc.letrec<{ rule: Rule; operand: Rule; and: Rule }>((tie) => ({
    operand: fc.oneof(
      { maxDepth: 4 },
      fc.record({ kind: fc.constant('state' as const), state, reference }),
      fc.record({ kind: fc.constant('constant' as const), value: fc.boolean() }),
      fc.record({
        kind: fc.constant('at-least' as const),
        minimum: fc.integer({ min: 1, max: 100 }),
        percent: fc.boolean(),
        negated: fc.boolean(),
        state,
        references: fc.array(reference, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), operand: tie('operand') }),
      fc.record({ kind: fc.constant('group' as const), operand: tie('rule') }),
    ),
    and: fc.oneof(
      tie('operand'),
      fc.record({
        kind: fc.constant('and' as const),
        operands: fc.array(tie('operand'), { minLength: 2, maxLength: 3 }),
      }),
    ),
    rule: fc.oneof(
      tie('and'),
      fc.record({
        kind: fc.constant('or' as const),
        operands: fc.array(tie('and'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  }));

  const withoutOffsets = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'offset' ? 0 : part)));

  property.prop([rule])('that is printed parses to the same rule', (printed) => {
    expect(withoutOffsets(ruleOf(printRule(printed)))).toEqual(withoutOffsets(printed));
  });

  property.prop([
    fc.array(
      fc.constantFrom(
        'ALARM',
        'AT_LEAST',
        '(',
        ')',
        ',',
        '"',
        '\\',
        'a',
        ' ',
        'NOT',
        'AND',
        '50%',
        'TRUE',
      ),
    ),
  ])('is parsed or refused at a place inside the text, whatever the text', (parts) => {
    const text = parts.join('');
    const parsed = parseRule(text);
    if (parsed.ok) return;
    expect(parsed.error.offset).toBeGreaterThanOrEqual(0);
    expect(parsed.error.offset).toBeLessThanOrEqual(text.length);
  });

  it('takes no more than linear time', () => {
    const textOf = (length: number) => `"${'\\"'.repeat(length)}`;
    const rules = (length: number) => `ALARM(${textOf(length / 4)}`;
    expect(
      growth(
        (text: string) => {
          for (let turn = 0; turn < 200; turn += 1) parseRule(text);
        },
        rules(2000),
        rules(8000),
        8,
      ),
    ).toBeLessThan(8);
  });
});
