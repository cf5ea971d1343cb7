import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../../../definitions/definition.ts';
import { loadDefinitions } from '../../../load/load.ts';
import { arbitrarySet } from '../../testing/arbitrary.ts';
import { readCloudFormation } from '../read/read.ts';
import { cfnLint, loadByPyYaml } from '../../testing/cfn-lint.ts';
import { alarm, everything, sample, setOf } from '../../../definitions/testing/sample.ts';
import { toCloudFormation } from './write.ts';

function resourcesOf(set: DefinitionSet): Record<string, unknown> {
  const [file] = toCloudFormation(set, 'json').files;
  const { Resources }: { Resources: Record<string, unknown> } = JSON.parse(file?.text ?? '{}');
  return Resources;
}

describe('a template', () => {
  it('holds the definitions of one region', () => {
    expect(toCloudFormation(everything).files.map(({ name }) => name)).toEqual([
      'monitors.eu-south-1.yaml',
      'monitors.us-east-1.yaml',
    ]);
  });

  it.each(toCloudFormation(everything).files.map(({ name, text }) => [name, text] as const))(
    'says everything that the sample says: %s',
    async (name, text) => {
      await expect(text).toMatchFileSnapshot(
        join(import.meta.dirname, '__snapshots__', `${name}.snap`),
      );
    },
  );

  it('does not depend on the order of the definitions, nor on what else there is', () => {
    const { definitions } = everything;
    const reversed = { ...everything, definitions: definitions.toReversed() };
    expect(toCloudFormation(reversed)).toEqual(toCloudFormation(everything));
    const alone = Object.keys(resourcesOf(setOf(alarm('prod-pms-critical'))));
    expect(alone).toEqual(['MetricAlarmProdPmsCritical']);
  });

  it('gives ids that differ to names that differ in their signs only', () => {
    const ids = Object.keys(
      resourcesOf(setOf(alarm('a-b'), alarm('a_b'), alarm('A b'), alarm('aB'))),
    );
    expect(ids).toEqual([
      'MetricAlarmABA760B0E1',
      'MetricAlarmAB',
      'MetricAlarmAB042AC5B8',
      'MetricAlarmAB648FA9B3',
    ]);
  });

  it('tells filters of one name in two log groups apart', () => {
    const filter = (logGroup: string): Definition => ({
      kind: 'metric-filter',
      name: 'errors',
      logGroup,
      pattern: 'ERROR',
      transformation: { namespace: 'N', metricName: 'M', value: '1' },
    });
    const ids = Object.keys(resourcesOf(setOf(filter('/a'), filter('/b'))));
    expect(ids).toEqual([
      'MetricFilterErrors',
      expect.stringMatching(/^MetricFilterErrors[\da-f]{8}$/),
    ]);
  });

  it('refers to a topic that it does not hold by its ARN', () => {
    const { MetricAlarmCpu } = resourcesOf(
      setOf(alarm('cpu', { actions: { alarm: [{ topic: 'elsewhere' }] } })),
    );
    expect(MetricAlarmCpu).toMatchObject({
      Properties: {
        AlarmActions: [
          { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:elsewhere' },
        ],
      },
    });
  });

  it('keeps a text that looks like a reference to its own resources', () => {
    const { MetricAlarmCpu } = resourcesOf(
      setOf(alarm('cpu', { description: 'In ${AWS::Region}, ${MetricAlarmCpu.Arn} and ${LAST}' })),
    );
    expect(MetricAlarmCpu).toMatchObject({
      Properties: {
        AlarmDescription: {
          'Fn::Join': ['$', ['In ', '{AWS::Region}, ', '{MetricAlarmCpu.Arn} and ', '{LAST}']],
        },
      },
    });
  });

  it('gives no order to alarms that look at one another, and says so', () => {
    const composite = (name: string, rule: string): Definition => ({
      kind: 'composite-alarm',
      name,
      rule,
    });
    const set = setOf(
      composite('a', 'ALARM(b) OR ALARM(cpu)'),
      composite('b', 'ALARM(a)'),
      composite('c', 'ALARM(a)'),
      alarm('cpu'),
    );
    expect(toCloudFormation(set).notes).toEqual([
      'composite alarm "a" is part of a cycle of alarms: CloudFormation cannot create the others first.',
      'composite alarm "b" is part of a cycle of alarms: CloudFormation cannot create the others first.',
    ]);
    const { CompositeAlarmA, CompositeAlarmB, CompositeAlarmC } = resourcesOf(set);
    expect(CompositeAlarmA).toMatchObject({ DependsOn: ['MetricAlarmCpu'] });
    expect(CompositeAlarmB).not.toHaveProperty('DependsOn');
    expect(CompositeAlarmC).toMatchObject({ DependsOn: ['CompositeAlarmA'] });
  });

  it.each([
    [1e-7, '1.0e-7'],
    [-5e-324, '-5.0e-324'],
    [1e21, '1.0e+21'],
    [0.25, '0.25'],
  ])('writes the number %d so that YAML 1.1 reads a number', (threshold, expected) => {
    const [file] = toCloudFormation(setOf(alarm('cpu', { threshold }))).files;
    expect(file?.text).toContain(`Threshold: ${expected}\n`);
  });

  it('says what CloudFormation would not take', () => {
    const many = Array.from({ length: 501 }, (_none, at) => alarm(`alarm-${at}`));
    const [resources, bytes] = toCloudFormation(setOf(...many)).notes;
    expect(resources).toBe(
      'monitors.eu-south-1.yaml has 501 resources, but CloudFormation allows 500: split the definitions.',
    );
    expect(bytes).toMatch(
      /^monitors\.eu-south-1\.yaml has \d+ bytes: upload it to S3, since a request allows 51200\.$/,
    );
  });

  it('says which tags it cannot carry', () => {
    const [filter] = sample.definitions.filter(({ kind }) => kind === 'metric-filter');
    const set = setOf({ ...(filter ?? alarm('x')), tags: { team: 'booking' } });
    expect(toCloudFormation(set).notes).toEqual([
      'metric filter "prod-pms-critical" loses its tags: metric filters have none.',
    ]);
  });
});

describe('cfn-lint', { tags: ['needs/python-programs'] }, () => {
  const odd = alarm('odd', {
    description: 'In ${AWS::Region}, ${MetricAlarmOdd} and ${LAST}',
    metric: [
      {
        id: 'm1',
        metric: { namespace: 'N', metricName: 'M', stat: 'Sum', period: 60 },
        label: "${PROP('Period')} 012 yes",
      },
    ],
  });
  const set = { ...everything, definitions: [...everything.definitions, odd] };

  /** What cfn-lint says of texts; it starts slowly, so that it gets them all at once. */
  async function verdict(texts: Readonly<Record<string, string>>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'bilancia-cfn-lint-'));
    try {
      const paths = Object.keys(texts).map((name) => join(folder, name));
      for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
      return await cfnLint(paths);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  const files = [...toCloudFormation(set).files, ...toCloudFormation(set, 'json').files];
  const folder = join(import.meta.dirname, '..', '..', '..', 'examples');

  it('has neither an error nor a warning for what is exported, in YAML and JSON', async () => {
    const example = await loadDefinitions({ workingDirectory: folder }, '05-everything.ts');
    const packs = toCloudFormation(example).files.map(({ name, text }) => [`packs-${name}`, text]);
    const own = files.map(({ name, text }) => [name, text]);
    const team = readCloudFormation(
      readFileSync(join(import.meta.dirname, '..', 'read', 'fixtures', 'constructs.yaml'), 'utf8'),
      'constructs.yaml',
    );
    own.push(['constructs.yaml', toCloudFormation(team).files[0]?.text ?? '']);
    expect(await verdict(Object.fromEntries([...own, ...packs]))).toBe('');
  });

  it('is read by PyYAML as JSON is, whatever the definitions say', async () => {
    const sets = fc.sample(arbitrarySet, 40);
    const texts = (format: 'json' | 'yaml'): string[] =>
      sets.flatMap((set) => toCloudFormation(set, format).files.map(({ text }) => text));
    const folder = await mkdtemp(join(tmpdir(), 'bilancia-yaml-'));
    try {
      const path = join(folder, 'texts.json');
      await writeFile(path, JSON.stringify(texts('yaml')));
      const read: unknown = JSON.parse(await loadByPyYaml(path));
      const calls = /\{"(?:Ref|Fn::(Sub))":("(?:[^"\\]|\\.)*")\}/g;
      const expected = texts('json').map((text) => {
        const compact = JSON.stringify(JSON.parse(text));
        const value: unknown = JSON.parse(
          compact.replace(calls, (_all, sub, argument) => `["${sub ?? 'Ref'}",${argument}]`),
        );
        return value;
      });
      expect(read).toEqual(expected);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('finds what is wrong in templates', async () => {
    const text = files[0]?.text ?? '';
    const found = await verdict({
      'type.yaml': text.replace(
        'Type: AWS::CloudWatch::Alarm\n',
        'Type: AWS::CloudWatch::Alarms\n',
      ),
      'number.yaml': text.replace('EvaluationPeriods: 5', 'EvaluationPeriods: five'),
      'property.yaml': text.replace('FilterPattern:', 'FilterPatern:'),
    });
    expect(found).toMatch(/type\.yaml:.*:E3006:.*AWS::CloudWatch::Alarms/);
    expect(found).toMatch(/number\.yaml:.*:E3012:.*'five' is not of type 'integer'/);
    expect(found).toMatch(/property\.yaml:.*:E3002:.*'FilterPatern' was unexpected/);
  });
});
