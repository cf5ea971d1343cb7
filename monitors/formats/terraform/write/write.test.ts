import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { test } from '@fast-check/vitest';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { loadDefinitions } from '../../../load/load.ts';
import { arbitrarySet } from '../../testing/arbitrary.ts';
import { alarm, everything, sample, setOf } from '../../../definitions/testing/sample.ts';
import { terraformProblems } from '../testing/check.ts';
import { mergedTerraform, toTerraform } from './write.ts';

function monitorsOf(set: DefinitionSet): string {
  return toTerraform(set).files[1]?.text ?? '';
}

describe('a Terraform export', () => {
  it.each(toTerraform(sample).files.map(({ name, text }) => [name, text] as const))(
    'says everything that the sample says: %s',
    async (name, text) => {
      await expect(text).toMatchFileSnapshot(
        join(import.meta.dirname, '__snapshots__', `${name}.snap`),
      );
    },
  );

  it('has nothing that the provider would refuse', () => {
    expect(terraformProblems(monitorsOf(sample))).toEqual([]);
  });

  it('has nothing that the provider would refuse of any pack', async () => {
    const folder = join(import.meta.dirname, '..', '..', '..', 'examples');
    const set = await loadDefinitions({ workingDirectory: folder }, '05-everything.ts');
    expect(terraformProblems(monitorsOf(set))).toEqual([]);
  });

  it('says what the provider has no argument for, or has since lately', () => {
    expect(toTerraform(everything).notes).toEqual([
      'Mute rules need an aws provider of 2026 or later, which has aws_cloudwatch_alarm_mute_rule.',
      'Warm-up needs an aws provider of September 2026 or later, which has warm_up_configuration.',
      'metric alarm "prod-nightly-report" loses its wall clock window: the aws provider has no argument for EvaluationWindow.',
    ]);
  });

  it('says what gets lost of tags and patterns', () => {
    const set = setOf(
      {
        kind: 'metric-filter',
        name: 'all',
        logGroup: '/ecs/pms',
        pattern: ' ',
        transformation: { namespace: 'N', metricName: 'M', value: '1' },
        tags: { team: 'booking' },
      },
      {
        kind: 'dashboard',
        name: 'd',
        title: 'd',
        widgets: [],
        body: '{}',
        tags: { team: 'booking' },
      },
    );
    expect(toTerraform(set).notes).toEqual([
      'metric filter "all" loses its tags: metric filters have none.',
      'metric filter "all": the aws provider trims the blanks around the pattern.',
      'dashboard "d" loses its tags: aws_cloudwatch_dashboard has no argument for them.',
    ]);
  });

  it('gives names that differ to names that differ in their signs only', () => {
    const resources: { resource: { aws_cloudwatch_metric_alarm: object } } = JSON.parse(
      monitorsOf(setOf(alarm('a-b'), alarm('a_b'), alarm('a b'), alarm('1a'))),
    );
    expect(Object.keys(resources.resource.aws_cloudwatch_metric_alarm).toSorted()).toEqual([
      '_1a_a73fcf33',
      'a_b',
      'a_b_648fa9b3',
      'a_b_c8687a08',
    ]);
  });

  it.each([
    ['${LAST}', '$${LAST}'],
    ['50%{', '50%%{'],
    ['$${x}', '${"$"}$${x}'],
    ['%%{', '${"%"}%%{'],
    ['$%{', '$%%{'],
    ['$ { % {', '$ { % {'],
    ['100%', '100%'],
  ])('writes %j so that Terraform takes it as it is', (text, expected) => {
    const document = monitorsOf(setOf(alarm('a', { description: text })));
    expect(document).toContain(`"alarm_description": ${JSON.stringify(expected)}`);
  });

  it('is one document with its providers on standard output', () => {
    const whole: object = JSON.parse(mergedTerraform(sample));
    const parts = toTerraform(sample).files.map(({ text }): object => JSON.parse(text));
    expect(whole).toEqual(Object.assign({}, ...parts));
  });

  test.prop([arbitrarySet], { numRuns: 60 })(
    'never has an expression that it did not mean',
    (set) => {
      const problems = terraformProblems(monitorsOf(set));
      // What AWS allows in names and texts is for lint; this is about the syntax.
      expect(
        problems.filter(
          (problem) => !/: (?:"[^]*"|longer than \d+|conflicts with \w+)$/.test(problem),
        ),
      ).toEqual([]);
    },
  );
});

describe('the check of Terraform documents', () => {
  it.each([
    ['"threshold": 1', '"threshold": "1"', 'threshold: no number'],
    ['"alarm_name": "prod-pms-critical"', '"alarm": "x"', 'alarm_name: missing'],
    [
      '"alarm_name": "prod-pms-critical"',
      '"alarm_name": "x", "alarm": 1',
      'alarm: no such argument',
    ],
    ['"statistic": "Sum"', '"statistic": "p99"', 'statistic: "p99"'],
    [
      '"statistic": "Sum"',
      '"statistic": "Sum", "extended_statistic": "p99"',
      'statistic: conflicts with extended_statistic',
    ],
    ['$${log}', '${log}', 'alarm_description: ${log}'],
    ['100%%{sure}', '100%{sure}', 'alarm_description: %{'],
    [
      'aws_sns_topic.prod_alerts.arn}"\n        ],\n        "period',
      'aws_sns_topic.gone.arn}"\n        ],\n        "period',
      'ok_actions[0]: ${aws_sns_topic.gone.arn}',
    ],
  ])('finds %s made %s', (from, to, problem) => {
    const text = monitorsOf(sample);
    const wrong = text.replace(from, () => to);
    expect(wrong).not.toBe(text);
    expect(terraformProblems(wrong).join('\n')).toContain(
      `aws_cloudwatch_metric_alarm.prod_pms_critical.${problem}`,
    );
  });

  it.each([
    ['"aws_sns_topic": {', '"aws_sns_topics": {', 'aws_sns_topics: no such resource'],
    [
      '"provider": "aws.us_east_1"',
      '"provider": "us-east-1"',
      'aws_cloudwatch_metric_alarm.prod_front_end_errors_us_east_1.provider',
    ],
    [
      '"aws_cloudwatch_composite_alarm.prod_pms"',
      '"aws_cloudwatch_composite_alarm.gone"',
      'aws_cloudwatch_alarm_mute_rule.prod_sunday_night.depends_on: aws_cloudwatch_composite_alarm.gone is not there',
    ],
  ])('finds %s made %s elsewhere', (from, to, problem) => {
    const text = monitorsOf(sample);
    expect(terraformProblems(text.replace(from, () => to))).toContain(problem);
  });
});
