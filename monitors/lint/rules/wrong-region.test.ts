import { expect, it } from 'vitest';
import type { Dashboard } from '../../definitions/dashboard.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, dashboard, findingsOf } from '../testing/samples.ts';
import { wrongRegion as rule } from './wrong-region.ts';

const { accepts, finds } = casesOf(rule);

const errors = {
  namespace: 'AWS/CloudFront',
  metricName: '5xxErrorRate',
  dimensions: { DistributionId: 'E1', Region: 'Global' },
};

finds(
  'an alarm on CloudFront in the region of the application',
  [alarm({}, errors)],
  'error metric alarm "api-cpu": It is in eu-south-1, but AWS/CloudFront 5xxErrorRate is reported only to us-east-1. It never gets a datapoint (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html). Set its region to us-east-1, and use a topic there.',
);
it('wrong-region finds a widget that shows another region', () => {
  const shown = (region: string): Dashboard =>
    dashboard({
      widgets: [
        {
          kind: 'metric',
          title: 'CDN',
          view: 'line',
          region,
          place: { x: 0, y: 0, width: 6, height: 6 },
          queries: [{ id: 'e', metric: { ...errors, stat: 'Average', period: 60 } }],
        },
      ],
    });
  expect(findingsOf(rule, [shown('eu-south-1'), shown('us-east-1')])).toEqual([
    'warning dashboard "pms": Its widget "CDN" shows eu-south-1, but AWS/CloudFront 5xxErrorRate is reported only to us-east-1. It stays empty (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html). Set the widget\'s region to us-east-1.',
  ]);
});
accepts('it in us-east-1, and other services anywhere', [
  alarm({ region: 'us-east-1' }, errors),
  alarm(),
]);
