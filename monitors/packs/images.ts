import { z } from 'zod';
import type { EventRule } from '../definitions/event-rule.ts';
import { eventRulesOf } from './build.ts';
import { identifier, packOptions } from './options.ts';
import { definePack } from './pack.ts';

const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED'] as const;

const options = packOptions('images', {
  repositories: z.array(identifier).min(1).optional().describe('Repositories; default: all'),
  scanning: z
    .enum(['basic', 'enhanced'])
    .default('basic')
    .describe('Of the registry: basic emits ECR scan events, enhanced Inspector findings'),
  severities: z
    .array(z.enum(severities))
    .min(1)
    .default(['CRITICAL', 'HIGH'])
    .describe('Severities to notify about'),
});

type Given = z.output<typeof options>;

/** Holes in container images, as they are found. */
export const images = definePack({
  name: 'images',
  summary: 'Container images: findings of ECR scans or of Inspector, and scans that fail',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    repositories: ['booking/pms'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html',
    'https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html',
  ],
  corrections: [],
  build: (given) => (given.scanning === 'basic' ? scanRules(given) : [inspectorRule(given)]),
});

/**
 * A severity's key is in the event only when its count is not zero: a pattern must ask for the key, with a number above
 * zero, and can ask for one severity only, since fields of a pattern are joined by AND. Hence a rule each.
 */
function scanRules(given: Given): EventRule[] {
  const rule = eventRulesOf(given);
  const repositories =
    given.repositories === undefined ? {} : { 'repository-name': given.repositories };
  const event = { source: ['aws.ecr'], 'detail-type': ['ECR Image Scan'] };
  return [
    ...given.severities.map((severity) =>
      rule(
        `scan-${severity.toLowerCase()}`,
        `A scan found ${severity} vulnerabilities in an image: read its findings in ECR, rebuild it on a newer base image, deploy.`,
        {
          ...event,
          detail: {
            'scan-status': ['COMPLETE'],
            ...repositories,
            'finding-severity-counts': { [severity]: [{ numeric: ['>', 0] }] },
          },
        },
      ),
    ),
    rule(
      'scan-failed',
      'A scan of an image failed: its contents are unknown. See whether ECR supports its base image, and scan again.',
      { ...event, detail: { 'scan-status': ['FAILED'], ...repositories } },
    ),
  ];
}

/** With enhanced scanning, each hole is a finding of Inspector. Its repository is in the resource's details. */
function inspectorRule(given: Given): EventRule {
  const repositories =
    given.repositories === undefined
      ? {}
      : { details: { awsEcrContainerImage: { repositoryName: given.repositories } } };
  return eventRulesOf(given)(
    'inspector',
    `Inspector found a vulnerability of severity ${given.severities.join(' or ')} in an image: read the finding, rebuild the image, deploy.`,
    {
      source: ['aws.inspector2'],
      'detail-type': ['Inspector2 Finding'],
      detail: {
        status: ['ACTIVE'],
        severity: given.severities.map((severity) =>
          severity === 'UNDEFINED' ? 'UNTRIAGED' : severity,
        ),
        resources: { type: ['AWS_ECR_CONTAINER_IMAGE'], ...repositories },
      },
    },
  );
}
