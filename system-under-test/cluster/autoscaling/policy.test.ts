import { assert, property, shuffledSubarray, stringMatching } from 'fast-check';
import { expect, it } from 'vitest';
import { hasCode } from '../../../core/errors.ts';
import { metricInWords, parseAutoscaling } from './policy.ts';

it('reads what scales, by what, between what, with the usual cooldowns or others', () => {
  expect(parseAutoscaling('tasks:cpu=60,memory=70.5,min=2,max=6')).toEqual({
    what: 'tasks',
    min: 2,
    max: 6,
    scaleOutCooldown: 300,
    scaleInCooldown: 300,
    policies: [
      { metric: 'cpu', target: 60 },
      { metric: 'memory', target: 70.5 },
    ],
  });
  expect(parseAutoscaling('readers:max=9,connections=500,min=0,out=2m,in=90s')).toEqual({
    what: 'readers',
    min: 0,
    max: 9,
    scaleOutCooldown: 120,
    scaleInCooldown: 90,
    policies: [{ metric: 'connections', target: 500 }],
  });
});

const form = 'for example tasks:cpu=60,min=2,max=6';
it.each([
  ['pods:cpu=1,min=1,max=2', `tasks: or readers: with a metric, min and max, ${form}`],
  ['tasks:cpu=6=0', `NAME=VALUE between commas, ${form}`],
  ['tasks:cpu=60,cpu=70,min=1,max=3', 'each name once, and not cpu twice'],
  ['tasks:cpu=60,__proto__=1', 'cpu, memory, min, max, out, in for tasks, and not "__proto__"'],
  ['tasks:cpu=60,max=2', 'min as a whole number from 1 to 50'],
  ['readers:cpu=60,min=0,max=10', 'max as a whole number from 0 to 9'],
  ['tasks:cpu=0,min=1,max=2', 'cpu above 0, and 100 at most'],
  ['readers:connections=1e3,min=1,max=2', 'connections above 0, and 100,000 at most'],
  ['tasks:min=1,max=3', `a target for cpu or memory, ${form}`],
  ['tasks:cpu=60,min=3,max=2', 'min not above max'],
])('refuses %s in a sentence', (text, expected) => {
  expect(() => parseAutoscaling(text)).toThrow(
    expect.objectContaining({
      code: 'bad-value',
      message: `--autoscale is "${text}", but must be ${expected}.`,
    }),
  );
});

it('reads a policy in any order of its parts', () => {
  const parts = shuffledSubarray(['cpu=60', 'min=2', 'max=6', 'in=60s'], { minLength: 4 });
  assert(
    property(parts, (all) => {
      expect(parseAutoscaling(`tasks:${all.join(',')}`)).toMatchObject({ min: 2, max: 6 });
    }),
  );
});

it('takes any other text for a bad value', () => {
  const anyText = stringMatching(/^(tasks|readers):[a-z=,0-9_]{0,30}$/);
  const outcomeOf = (text: string): boolean => {
    try {
      const { min, max, policies } = parseAutoscaling(text);
      return min <= max && policies.length > 0;
    } catch (error) {
      return hasCode(error, 'bad-value');
    }
  };
  assert(property(anyText, outcomeOf));
});

it('tells a metric with its unit and its target', () => {
  expect(metricInWords('cpu', 83.21, 60)).toBe('average CPU 83.2 % (target 60 %)');
  expect(metricInWords('connections', null, 50)).toBe('average connections not known (target 50)');
});
