import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, metricsOf, prefixOf } from './build.ts';
import { corrections } from './corrections.ts';
import { closed } from '../schema/base.ts';
import { count, identifier, packOptions, percent } from './options.ts';
import { definePack } from './pack.ts';

/** CloudFront, Route 53 and the web ACL of a distribution report here, whatever the region of the rest. */
const region = 'us-east-1';

const { notify: _elsewhere, ...own } = packOptions('front-end', {
  distributionId: identifier.describe('CloudFront distribution'),
  healthCheckId: identifier.optional().describe('Route 53 health check of the booking page'),
  webAcl: identifier.optional().describe('Metric name of the web ACL of the distribution'),
  errorPercent: percent.default(10).describe('4xx and 5xx answers, in percent of the requests'),
  serverErrorPercent: percent.default(2).describe('5xx answers, in percent of the requests'),
  hitPercent: percent
    .optional()
    .describe(
      'Least share of reads that comes from the cache; needs additional metrics, which cost',
    ),
  blockedRequests: count.default(5000).describe('Requests that the web ACL blocks in 5 minutes'),
  subscriptions: z
    .array(
      closed({
        protocol: z.enum(['email', 'https', 'sqs', 'lambda', 'sms']),
        endpoint: identifier,
      }),
    )
    .default([])
    .describe('Subscriptions of the topic, which is created in us-east-1'),
}).shape;

const options = closed(own);

/** An alarm can only tell a topic of its own region: hence a topic in us-east-1. */
export const bookingFrontEnd = definePack({
  name: 'booking-front-end',
  summary: 'What visitors reach first, in us-east-1: CloudFront errors, Route 53 health check, WAF',
  options,
  example: {
    environment: 'prod',
    distributionId: 'E2EXAMPLE1ABCD',
    healthCheckId: '3f1d7e5c-8b2a-4c1e-9f60-1a2b3c4d5e6f',
    webAcl: 'booking',
    subscriptions: [{ protocol: 'email' as const, endpoint: 'oncall@booking.example' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html',
    'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html',
  ],
  corrections: [corrections.healthCheckStatistic],
  build: (given) => {
    const name = `${prefixOf({ ...given, notify: [] })}-alerts`;
    const owner = { ...given, notify: [{ topic: name }], region };
    return [
      { kind: 'topic', name, region, subscriptions: given.subscriptions },
      ...distribution(owner),
      ...(given.healthCheckId === undefined ? [] : [healthCheck(owner, given.healthCheckId)]),
      ...(given.webAcl === undefined ? [] : [firewall(owner, given.webAcl)]),
    ];
  },
});

type Given = z.output<typeof options> & Parameters<typeof alarmsOf>[0];

/** Average is the only statistic of the rates that means something; without visitors nothing is published. */
function distribution(given: Given): Definition[] {
  const alarm = alarmsOf(given);
  const cloudFront = metricsOf('AWS/CloudFront', {
    DistributionId: given.distributionId,
    Region: 'Global',
  });
  return [
    alarm({
      what: 'errors',
      means: `More than ${given.errorPercent} % of the answers to visitors are errors, including pages not found.`,
      first:
        'split 4xx from 5xx: many 404 after a release are missing files, 403 may be the web ACL.',
      metric: cloudFront('TotalErrorRate', 'Average'),
      breaching: ['>', given.errorPercent],
      datapoints: [5, 5],
      missing: 'notBreaching',
    }),
    alarm({
      what: 'server-errors',
      means: `More than ${given.serverErrorPercent} % of the answers to visitors are 5xx: the origin fails or cannot be reached.`,
      first:
        'look at the alarms of the load balancer: if they are OK, look between it and CloudFront (certificate, security group).',
      metric: cloudFront('5xxErrorRate', 'Average'),
      breaching: ['>', given.serverErrorPercent],
      datapoints: [5, 5],
      missing: 'notBreaching',
    }),
    ...(given.hitPercent === undefined
      ? []
      : [
          alarm({
            what: 'cache-hits',
            means: `Less than ${given.hitPercent} % of what visitors read comes from the cache: the origin carries the rest.`,
            first:
              'look at what was released last: a name without a hash, a cookie or a query in the key, Cache-Control that forbids it.',
            metric: cloudFront('CacheHitRate', 'Average'),
            breaching: ['<', given.hitPercent],
            datapoints: [5, 5],
            missing: 'notBreaching',
          }),
        ]),
  ];
}

function healthCheck(given: Given, id: string): Definition {
  return alarmsOf(given)({
    what: 'unreachable',
    means: 'Route 53 health checkers around the world cannot reach the booking page.',
    first:
      'open the page from outside the company network; then check DNS, certificate, distribution and load balancer, in this order.',
    metric: metricsOf('AWS/Route53', { HealthCheckId: id })('HealthCheckStatus', 'Minimum'),
    breaching: ['<', 1],
    datapoints: [3, 3],
    missing: 'breaching',
  });
}

/** Of a web ACL on CloudFront, metrics have no Region dimension. */
function firewall(given: Given, webAcl: string): Definition {
  return alarmsOf(given)({
    what: 'waf-blocked',
    means: `The web ACL blocks more than ${given.blockedRequests} requests in 5 minutes: an attack, or a rule that blocks guests.`,
    first:
      'look at the sampled requests of the rule that blocks most: if there are real bookings among them, set it to Count.',
    metric: metricsOf('AWS/WAFV2', { WebACL: webAcl, Rule: 'ALL' })('BlockedRequests', 'Sum', 300),
    breaching: ['>', given.blockedRequests],
    datapoints: [1, 1],
    missing: 'notBreaching',
  });
}
