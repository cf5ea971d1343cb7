import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../../core/errors.ts';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { toCloudFormation } from '../write/write.ts';
import { readCloudFormation } from './read.ts';

const place = { region: 'eu-south-1', accountId: '012345678901' };

function read(template: string, parameters: Readonly<Record<string, string>> = {}): DefinitionSet {
  return readCloudFormation(template, 'stack.yaml', { ...place, parameters });
}

/** The properties of an alarm, beside those given. */
const rest =
  'MetricName: X, Statistic: Sum, Period: 60, EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold';

function alarm(properties: string): string {
  return `{ Type: AWS::CloudWatch::Alarm, Properties: { ${properties}, ${rest} } }`;
}

function names({ definitions }: DefinitionSet): readonly string[] {
  return definitions.map(({ name }) => name);
}

function notes({ notes: all = [] }: DefinitionSet): readonly string[] {
  return all.map(({ note, location }) => `${location?.line ?? '-'}: ${note}`);
}

describe('Fn::ForEach', () => {
  const one = alarm("AlarmName: !Sub '${Svc}-cpu', Namespace: Shop, Threshold: 1");

  it('gives a resource for each item, placed where the loop is written', () => {
    const set = read(`Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Alarms:
    - Svc
    - [api, web]
    - 'Cpu\${Svc}': ${one}
`);
    expect(set.definitions.map(({ name, origin }) => ({ name, origin }))).toEqual([
      {
        name: 'api-cpu',
        origin: { file: 'stack.yaml', line: 6, column: 7, address: 'Resources.Cpuapi' },
      },
      {
        name: 'web-cpu',
        origin: { file: 'stack.yaml', line: 6, column: 7, address: 'Resources.Cpuweb' },
      },
    ]);
  });

  it('runs over the list of a parameter, and over a mapping', () => {
    const template = `Parameters:
  Services: { Type: CommaDelimitedList, Default: 'api,web' }
Mappings:
  Lists: { all: { names: [x, y] } }
Resources:
  Fn::ForEach::A:
    - Svc
    - !Ref Services
    - 'A\${Svc}': ${one}
  Fn::ForEach::B:
    - Svc
    - !FindInMap [Lists, all, names]
    - 'B\${Svc}': ${one}
`;
    expect(names(read(template))).toEqual(['api-cpu', 'web-cpu', 'x-cpu', 'y-cpu']);
    expect(names(read(template, { Services: 'db' }))).toEqual(['db-cpu', 'x-cpu', 'y-cpu']);
  });

  it('runs inside another loop, and makes logical ids of letters and digits', () => {
    const set = read(`Resources:
  Fn::ForEach::Outer:
    - Env
    - [prod, test]
    - Fn::ForEach::Inner:
        - Svc
        - [/ecs/a, /ecs/b]
        - 'X\${Env}&{Svc}':
            Type: AWS::SNS::Topic
            Properties: { TopicName: !Join ['-', [!Ref Env, !Select [2, !Split ['/', !Ref Svc]]]] }
`);
    expect(set.definitions.map(({ name, origin }) => [name, origin?.address])).toEqual([
      ['prod-a', 'Resources.Xprodecsa'],
      ['prod-b', 'Resources.Xprodecsb'],
      ['test-a', 'Resources.Xtestecsa'],
      ['test-b', 'Resources.Xtestecsb'],
    ]);
  });

  it('makes properties and conditions, too', () => {
    const set = read(`Parameters: { Env: { Type: String, Default: prod } }
Conditions:
  Fn::ForEach::Is:
    - E
    - [prod, test]
    - 'Is\${E}': !Equals [!Ref Env, !Ref E]
Resources:
  In: { Type: AWS::SNS::Topic, Condition: Isprod, Properties: { TopicName: in, 'Fn::ForEach::P': [Key, [DisplayName], { '\${Key}': !Ref Key }] } }
  Out: { Type: AWS::SNS::Topic, Condition: Istest, Properties: { TopicName: out } }
`);
    expect(set.definitions).toMatchObject([{ name: 'in', displayName: 'DisplayName' }]);
  });

  it('is left out with its reason when its list is not known', () => {
    const set = read(`Parameters: { Services: { Type: CommaDelimitedList } }
Resources:
  T: { Type: AWS::SNS::Topic, Properties: { TopicName: ops } }
  Fn::ForEach::A: [Svc, !Ref Services, { 'A\${Svc}': ${one} }]
`);
    expect(notes(set)).toEqual([
      '-: 1 resource of another type is left out: Fn::ForEach::A (1).',
      '4: ${Services} is a placeholder for an unknown value: parameter Services has no default.',
      '4: Fn::ForEach::A is left out, because its list is not known.',
    ]);
  });

  it('is refused at the place in the loop where a property is wrong', () => {
    const wrong = `Resources:
  Fn::ForEach::A:
    - Svc
    - [a]
    - 'A\${Svc}': ${alarm('AlarmName: !Ref Svc, Namespace: Shop, Threshold: high')}
`;
    expect(() => read(wrong)).toThrow(
      /^stack\.yaml:5:113 Resources\.Aa: Threshold is "high"\. Expected a number\.\n/,
    );
  });
});

describe('a dynamic reference', () => {
  it.each([
    ['ssm:/limits/name', 'Systems Manager'],
    ['ssm:name:3', 'Systems Manager'],
    ['ssm-secure:name:1', 'Systems Manager'],
    ['secretsmanager:shop:SecretString:pager', 'Secrets Manager'],
  ])('to %s is a placeholder wherever a text stands', (reference, where) => {
    const set = read(`Resources:
  A: ${alarm(`AlarmName: 'a-{{resolve:${reference}}}', Namespace: Shop, Threshold: 1, AlarmActions: ['{{resolve:${reference}}}']`)}
`);
    expect(set.placeholders).toEqual([`\${resolve:${reference}}`]);
    expect(set.definitions).toMatchObject([
      { name: `a-\${resolve:${reference}}`, actions: { alarm: [`\${resolve:${reference}}`] } },
    ]);
    expect(notes(set)).toEqual([
      `2: \${resolve:${reference}} is a placeholder for an unknown value: the value is in ${where}.`,
    ]);
  });

  it('leaves out the alarm whose number it is, and nothing else', () => {
    const template = `Resources:
  Good: ${alarm('AlarmName: good, Namespace: Shop, Threshold: 1')}
  A: ${alarm("AlarmName: a, Namespace: Shop, Threshold: '{{resolve:ssm:/limits/x}}'")}
`;
    const set = read(template);
    expect(names(set)).toEqual(['good']);
    expect(notes(set)[1]).toBe(
      '3: A is left out, because Threshold is "${resolve:ssm:/limits/x}".',
    );
    expect(names(read(template, { 'resolve:ssm:/limits/x': '5' }))).toEqual(['good', 'a']);
  });

  it('may be put together by Fn::Sub and Fn::Join', () => {
    const set = read(`Parameters: { Env: { Type: String, Default: prod } }
Resources:
  A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '{{resolve:ssm:/\${Env}/x}}' } }
  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ['', ['{{resolve:ssm:/', !Ref Env, '/y}}']] } }
`);
    expect(names(set)).toEqual(['${resolve:ssm:/prod/x}', '${resolve:ssm:/prod/y}']);
  });
});

describe('values that only a stack knows', () => {
  it('can be given by the names of their placeholders', () => {
    const template = `Resources:
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Fn: { Type: AWS::Lambda::Function }
  T: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '\${AWS::StackName}-\${Balancer.LoadBalancerFullName}-\${Fn}' } }
`;
    expect(names(read(template))).toEqual([
      '${AWS::StackName}-${Balancer.LoadBalancerFullName}-${Fn}',
    ]);
    expect(
      names(
        read(template, { 'AWS::StackName': 's', 'Balancer.LoadBalancerFullName': 'b', Fn: 'f' }),
      ),
    ).toEqual(['s-b-f']);
  });

  it('stay apart when a text that is not known is split', () => {
    const set = read(`Parameters: { Arn: { Type: String } }
Resources:
  A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [1, !Split ['/', !Ref Arn]] } }
  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !Select [2, !Split ['/', !Ref Arn]] } }
`);
    expect(names(set)).toEqual(['${Select 1 Split Arn}', '${Select 2 Split Arn}']);
  });

  it('may decide a condition, which is told', () => {
    const set = read(`Parameters: { Env: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  A: { Type: AWS::SNS::Topic, Properties: { TopicName: a } }
  B: { Type: AWS::SNS::Topic, Condition: IsProd, Properties: { TopicName: b } }
`);
    expect(notes(set)).toEqual([
      '5: ${Env} is a placeholder for an unknown value: parameter Env has no default.',
      '5: Condition IsProd depends on what is not known, and counts as false.',
      '5: B is left out, because its condition IsProd is false.',
    ]);
  });

  it('are refused when they leave everything out, naming the conditions', () => {
    const template = `Parameters: { Env: { Type: String, Default: test } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  A: { Type: AWS::SNS::Topic, Condition: IsProd, Properties: { TopicName: a } }
  B: { Type: AWS::SNS::Topic, Condition: IsProd, Properties: { TopicName: b } }
`;
    let message = '';
    try {
      read(template);
    } catch (error) {
      message = reasonOf(error);
    }
    expect(message)
      .toBe(`stack.yaml:4:3: its conditions leave out all that Bilancia reads: IsProd is false (A, B). Expected values of parameters that make a condition true, such as --parameter Env=VALUE.
    A: { Type: AWS::SNS::Topic, Condition: IsProd, Properties: { TopicName: a } }
    ^`);
    expect(names(read(template, { Env: 'prod' }))).toEqual(['a', 'b']);
  });
});

it('a template is told all that is wrong with it at once', () => {
  const wrong = `Resources:
  A: ${alarm('AlarmName: a, Namespace: Shop, Threshold: high')}
  B: ${alarm('AlarmName: b, Namespace: Shop, Threshold: 1, TreatMissingData: never')}
`;
  expect(() => read(wrong)).toThrow(
    /^stack\.yaml:2:\d+ Resources\.A: Threshold.*\n.*\n.*\nstack\.yaml:3:\d+ Resources\.B: TreatMissingData.*\n.*\n.*$/,
  );
});

describe('the metadata of a resource', () => {
  const topic = (metadata: string) => `Resources:
  T: { Type: AWS::SNS::Topic, Metadata: { Bilancia: ${metadata} }, Properties: { TopicName: ops } }
`;

  it('turn off rules of the linter, with a reason', () => {
    expect(
      read(topic('{ Disable: [{ Rule: unused-topic, Reason: others use it }] }')).lint,
    ).toEqual({
      disable: [{ rule: 'unused-topic', name: 'ops', reason: 'others use it' }],
    });
  });

  it.each(['{ Disable: [{ Rule: unused-topic }] }', '{ Disable: unused-topic }', '{}'])(
    'are noted when they turn nothing off: %s',
    (metadata) => {
      const set = read(topic(metadata));
      expect(set.lint).toBeUndefined();
      expect(notes(set)).toEqual([
        '2: Its metadata for Bilancia turn nothing off: expected Disable: [{ Rule, Reason }].',
      ]);
    },
  );
});

it('all of it together is exported and read back the same', () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', 'constructs.yaml'), 'utf8');
  const set = readCloudFormation(text, 'constructs.yaml', { ...place, parameters: values });
  expect(set.placeholders).toEqual([]);
  const exported = toCloudFormation(set).files[0]?.text ?? '';
  const again = readCloudFormation(exported, 'again.yaml');
  expect(named(again)).toEqual(named(set));
  expect(named(set)).toHaveLength(6);
});

/** Of everything that only a stack knows. */
const values = {
  'AWS::StackName': 'shop',
  'Balancer.LoadBalancerFullName': 'app/front/50dc6c495c0c9188',
  Cluster: 'main',
  Group: '/ecs/shop',
  'ImportValue shared-topic': 'arn:aws:sns:eu-south-1:012345678901:shared',
  TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-south-1:012345678901:targetgroup/shop/1',
  Worker: 'shop-worker',
  'resolve:ssm:/ops/name': 'Operators',
  'resolve:ssm:/ops/topic': 'arn:aws:sns:eu-south-1:012345678901:more',
};

function named({ definitions }: DefinitionSet): readonly object[] {
  return definitions
    .map(({ origin: _place, ...definition }) => definition)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
