import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reasonOf } from '../../core/errors.ts';
import type { ReadOptions } from '../formats/source/options.ts';
import { lint } from '../lint/lint.ts';
import { loadDefinitions } from './load.ts';

const topic = `Resources:
  T: { Type: AWS::SNS::Topic, Properties: { TopicName: ops } }
`;
const filter = `Parameters: { Env: { Type: String, Default: prod } }
Resources:
  F:
    Type: AWS::Logs::MetricFilter
    Properties:
      FilterName: f
      LogGroupName: /app
      FilterPattern: '"FATAL:"'
      MetricTransformations: [{ MetricNamespace: !Ref Env, MetricName: Errors, MetricValue: '1' }]
`;
const alarm = (metric: string) => `Parameters: { Env: { Type: String, Default: prod } }
Resources:
  A:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: errors
      Namespace: !Ref Env
      MetricName: ${metric}
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      AlarmActions: [!Sub 'arn:aws:sns:\${AWS::Region}:\${AWS::AccountId}:ops']
`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-several-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
  options?: ReadOptions,
) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return loadDefinitions({ workingDirectory: folder }, paths, options);
}

describe('several files', () => {
  it('are one set, in which an alarm watches what another file publishes, and tells its topic', async () => {
    const set = await load(
      { 'a.yaml': topic, 'b.yaml': filter, 'c.yaml': alarm('Errors') },
      ['a.yaml', 'b.yaml', 'c.yaml'],
      { region: 'eu-south-1', accountId: '012345678901' },
    );
    expect(set.definitions.map(({ name, origin }) => [name, origin?.file])).toEqual([
      ['ops', 'a.yaml'],
      ['f', 'b.yaml'],
      ['errors', 'c.yaml'],
    ]);
    expect(set.definitions[2]).toMatchObject({ actions: { alarm: [{ topic: 'ops' }] } });
    const found = lint(set).map(({ rule }) => rule);
    expect(found).not.toContain('dangling-metric');
    expect(found).not.toContain('unused-topic');
    expect(found).not.toContain('filter-without-alarm');
  });

  it('make a metric that none of them publishes a warning', async () => {
    const set = await load({ 'b.yaml': filter, 'c.yaml': alarm('Errrors') }, ['b.yaml', 'c.yaml']);
    expect(
      lint(set)
        .filter(({ rule }) => rule === 'dangling-metric')
        .map(({ severity, summary, location }) => [severity, summary, location?.file]),
    ).toEqual([['warning', 'No metric filter publishes prod Errrors.', 'c.yaml']]);
  });

  it('may be those of a folder, of which others are passed over', async () => {
    const set = await load(
      {
        'd/a.yaml': topic,
        'd/deep/b.template': filter,
        'd/ci.yml': 'jobs: []',
        'd/package.json': '{"name":"x"}',
        'd/node_modules/x/c.yaml': alarm('Errors'),
      },
      ['d'],
    );
    expect(set.definitions.map(({ origin }) => origin?.file)).toEqual([
      'd/a.yaml',
      'd/deep/b.template',
    ]);
  });

  it('may hold nothing, as long as one of them does, which is noted with its name', async () => {
    const set = await load(
      { 'a.yaml': topic, 'b.yaml': 'Resources: { V: { Type: AWS::EC2::VPC } }' },
      ['a.yaml', 'b.yaml'],
    );
    expect(set.notes).toEqual([
      {
        note: 'A template does not say where it is deployed: region us-east-1 and account 000000000000 are assumed.',
      },
      {
        note: '1 resource of another type is left out: AWS::EC2::VPC (1).',
        location: { file: 'b.yaml' },
      },
    ]);
  });

  it('are told what is wrong in each of them', async () => {
    const wrong = alarm('X').replace('Threshold: 1', 'Threshold: high');
    const reason = await load({ 'a.yaml': wrong, 'b.yaml': topic, 'c.yaml': 'Resources: [' }, [
      'a.yaml',
      'b.yaml',
      'c.yaml',
    ]).catch(reasonOf);
    expect(reason).toMatch(
      /^a\.yaml:12:18 Resources\.A: Threshold is "high"\. Expected a number\.\n.*\n.*\nc\.yaml:1:13: Flow sequence/,
    );
  });

  it('take the values of parameters that are given', async () => {
    const set = await load({ 'b.yaml': filter, 'c.yaml': alarm('Errors') }, ['.'], {
      parameters: { Env: 'test' },
    });
    expect(set.definitions).toMatchObject([
      { transformation: { namespace: 'test' } },
      { metric: { namespace: 'test' } },
    ]);
  });

  it('are no folder without definitions', async () => {
    expect(await load({ 'd/ci.yml': 'jobs: []' }, ['d']).catch(reasonOf)).toMatch(
      /^The definitions file d cannot be used: it is a folder without definitions\. /,
    );
  });
});
