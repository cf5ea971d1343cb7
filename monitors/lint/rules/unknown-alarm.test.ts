import { expect, it } from 'vitest';
import { lint } from '../lint.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, dashboard, findingsOf, muteRule, setOf } from '../testing/samples.ts';
import { unknownAlarm as rule } from './unknown-alarm.ts';

const { finds } = casesOf(rule);

finds(
  'a misspelled child',
  [alarm(), composite({ rule: 'ALARM("api-cup")' })],
  'error composite alarm "pms-down": Its child "api-cup" is not defined in eu-south-1. Did you mean "api-cpu"? If it exists in the account without being defined here, list it in `external`.',
);
it('unknown-alarm finds a suppressor, a target of a mute rule and an alarm of a dashboard', () => {
  const suppressor = { alarm: 'deploying', waitPeriod: 60, extensionPeriod: 60 };
  const wrong = [composite({ rule: 'TRUE', suppressor }), muteRule(), dashboard()];
  expect(findingsOf(rule, wrong)).toEqual([
    'error composite alarm "pms-down": Its suppressor "deploying" is not defined in eu-south-1. If it exists in the account without being defined here, list it in `external`.',
    'error mute rule "sunday-maintenance": Its target "api-cpu" is not defined in eu-south-1. If it exists in the account without being defined here, list it in `external`.',
    'warning dashboard "pms": Its widget\'s alarm "api-cpu" is not defined in eu-south-1. If it exists in the account without being defined here, list it in `external`.',
  ]);
});
it('unknown-alarm finds children of other regions and accounts, by name and by ARN', () => {
  const [there, other] = ['us-east-1:123456789012', 'eu-south-1:999999999999'].map(
    (place) => `ALARM("arn:aws:cloudwatch:${place}:alarm:cdn")`,
  );
  const wrong = [
    alarm({ name: 'cdn', region: 'us-east-1' }),
    composite({ rule: `ALARM(cdn) OR ${there ?? ''} OR ${other ?? ''}` }),
  ];
  expect(findingsOf(rule, wrong)).toEqual([
    'error composite alarm "pms-down": Its child "cdn" is not defined in eu-south-1. It is defined in us-east-1. If it exists in the account without being defined here, list it in `external`.',
    'error composite alarm "pms-down": Its child is arn:aws:cloudwatch:eu-south-1:999999999999:alarm:cdn, which is in eu-south-1 of account 999999999999. It must be in eu-south-1 of account 123456789012, as the composite alarm is.',
    'error composite alarm "pms-down": Its child is arn:aws:cloudwatch:us-east-1:123456789012:alarm:cdn, which is in us-east-1 of account 123456789012. It must be in eu-south-1 of account 123456789012, as the composite alarm is.',
  ]);
});
it('unknown-alarm holds no ARN against a region and an account that are only assumed', () => {
  const child = 'arn:aws:cloudwatch:eu-west-1:999999999999:alarm:api-cpu';
  const set = setOf([alarm(), composite({ rule: `ALARM("${child}")` })]);
  const unplaced = { ...set, environment: { ...set.environment, accountId: '000000000000' } };
  expect(lint(unplaced, { rules: [rule] })).toEqual([]);
  expect(lint(unplaced, { rules: [rule], region: 'eu-south-1' })).toHaveLength(1);
});
it('unknown-alarm accepts names and ARNs of what is defined, and what is external', () => {
  const arn = 'arn:aws:cloudwatch:eu-south-1:123456789012:alarm:api-cpu';
  const right = [
    alarm(),
    composite({ rule: `ALARM("${arn}") OR ALARM("api-cpu")` }),
    muteRule(),
    dashboard(),
  ];
  expect(findingsOf(rule, right)).toEqual([]);
  const set = { ...setOf([composite({ rule: 'ALARM(theirs)' })]), external: ['theirs'] };
  expect(lint(set, { rules: [rule] })).toEqual([]);
});
