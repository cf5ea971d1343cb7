import { describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { readCloudFormation } from './read.ts';

function read(template: string, parameters: Readonly<Record<string, string>> = {}): DefinitionSet {
  return readCloudFormation(template, 'stack.yaml', { parameters });
}

/** What an alarm must have beside its name. */
const rest =
  'Namespace: Shop, Threshold: 1, MetricName: X, Statistic: Sum, Period: 60, EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold';

function names({ definitions }: DefinitionSet): readonly string[] {
  return definitions.map(({ name }) => name);
}

describe('YAML as CloudFormation and its tools read it', () => {
  it.each([
    ['one map', '<<: *common, AlarmName: a, Threshold: 5', { name: 'a', threshold: 5 }],
    ['what is written before it', 'Threshold: 5, <<: *common, AlarmName: a', { threshold: 5 }],
    [
      'several, the first before the others',
      '<<: [{ Threshold: 7 }, *common], AlarmName: a',
      { threshold: 7 },
    ],
    [
      'one that merges another',
      '<<: { <<: *common, Threshold: 8 }, AlarmName: a',
      { threshold: 8 },
    ],
  ])('merges %s', (_what, properties, expected) => {
    const set = read(`Common: &common { ${rest} }
Resources: { A: { Type: AWS::CloudWatch::Alarm, Properties: { ${properties} } } }
`);
    expect(set.definitions).toMatchObject([expected]);
  });

  it.each([
    ['yes', true],
    ['No', false],
    ['ON', true],
    ['off', false],
    ['True', true],
    ["'false'", false],
  ])('takes %s for a boolean', (word, enabled) => {
    const set = read(
      `Resources: { A: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: a, ActionsEnabled: ${word}, ${rest} } } }`,
    );
    expect(JSON.stringify(set.definitions).includes('"actionsEnabled":false')).toBe(!enabled);
  });

  it('gives a boolean as text where a text stands, and keeps keys as they are written', () => {
    const set =
      read(`Parameters: { On: { Type: String, Default: yes }, 0x1: { Type: String, Default: one } }
Conditions: { IsOn: !Equals [!Ref On, 'true'] }
Resources:
  A: { Type: AWS::SNS::Topic, Condition: IsOn, Properties: { TopicName: off } }
  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '\${0x1}-\${On}' } }
`);
    expect(names(set)).toEqual(['false', 'one-true']);
  });

  it('knows the functions of rules, which decide nothing here', () => {
    const set = read(`Rules:
  R:
    Assertions:
      - Assert: !And [!Contains [[a], !Ref E], !EachMemberIn [!ValueOfAll [X, Y], !RefAll X], !EachMemberEquals [[a], !ValueOf [E, Y]]]
Parameters: { E: { Type: String, Default: a } }
Resources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref E } } }
`);
    expect(names(set)).toEqual(['a']);
  });

  it.each([
    ['{ "Resources": {}, }', 'stack.yaml:1:20: there is no name in quotes'],
    ['{\n// why\n"Resources": {} }', 'stack.yaml:2:1: there is no name in quotes'],
    ['// why\n{ "Resources": {} }', 'stack.yaml:1:1: there is no value'],
    ['{ "Resources": {} /* none */ }', 'stack.yaml:1:19: there is no comma or }'],
    ['Resources: {}\n---\nResources: {}', 'stack.yaml:2:1: it holds several documents'],
  ])('refuses what AWS refuses: %j', (text, problem) => {
    expect(() => read(text)).toThrow(
      `${problem}. Expected a CloudFormation template in YAML or JSON.`,
    );
  });
});

it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
  'a parameter called %s is one like any other',
  (name) => {
    const template = `Parameters: { ${name}: { Type: String } }
Resources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref ${name} } } }
`;
    expect(names(read(template))).toEqual([`\${${name}}`]);
    expect(names(read(template, Object.fromEntries([[name, 'given']])))).toEqual(['given']);
  },
);

it.each([
  ['!Ref Env', ['${FindInMap M.Env.T}']],
  ["!Sub '${Env}x'", ['${FindInMap M.Envx.T}']],
  ['test', ['fallback']],
])('the default of a mapping holds for a key that is known: %s', (key, expected) => {
  const set = read(`Parameters: { Env: { Type: String } }
Mappings: { M: { prod: { T: x } } }
Resources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: !FindInMap [M, ${key}, T, { DefaultValue: fallback }] } } }
`);
  expect(names(set)).toEqual(expected);
});
