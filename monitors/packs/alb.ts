import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, math, metricsOf } from './build.ts';
import { corrections } from './corrections.ts';
import { count, packOptions, percent } from './options.ts';
import { arnEnd } from '../schema/arn-end.ts';
import { definePack } from './pack.ts';

const options = packOptions('alb', {
  loadBalancer: arnEnd('app').describe('ARN of the load balancer, or its end: app/NAME/ID'),
  targetGroup: arnEnd('targetgroup').describe(
    'ARN of the target group, or its end: targetgroup/NAME/ID',
  ),
  minimumHealthy: z.int().min(1).default(2).describe('Targets that must be healthy'),
  errorPercent: percent.default(1).describe('5xx answers, in percent of the requests'),
  minimumRequests: count
    .default(20)
    .describe('Requests a minute below which error rates are ignored'),
  seconds: z.number().gt(0).default(2).describe('p99 of the response time, in seconds'),
});

/** Error counts are published only when they are not zero, and requests only when there are some. */
export const alb = definePack({
  name: 'alb',
  summary: 'Application Load Balancer: healthy targets, 5xx answers, latency, refused connections',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    loadBalancer: 'app/booking/50dc6c495c0c9188',
    targetGroup: 'targetgroup/pms/73e2d6bc24d8a067',
  },
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  ],
  corrections: [corrections.missingRows],
  build: (given) => [...targets(given), ...errors(given), latency(given), ...connections(given)],
});

type Given = z.output<typeof options>;

function balancerMetrics({ loadBalancer }: Given) {
  return metricsOf('AWS/ApplicationELB', { LoadBalancer: loadBalancer });
}

function groupMetrics({ loadBalancer, targetGroup }: Given) {
  return metricsOf('AWS/ApplicationELB', {
    LoadBalancer: loadBalancer,
    TargetGroup: targetGroup,
  });
}

function targets(given: Given): Definition[] {
  const group = groupMetrics(given);
  const alarm = alarmsOf(given);
  return [
    alarm({
      what: 'unhealthy-targets',
      means: 'At least one target has failed its health checks for two minutes.',
      first:
        'request the health page of the target from inside the network; the state reason in the target group says what failed.',
      // The minimum of a minute: a target that was unhealthy for a moment while it started does not count.
      metric: group('UnHealthyHostCount', 'Minimum'),
      breaching: ['>', 0],
      datapoints: [2, 2],
      missing: 'missing',
    }),
    alarm({
      what: 'few-healthy-targets',
      means: `Fewer than ${given.minimumHealthy} targets are healthy: one more failure may take the service down.`,
      first: 'find out why tasks are missing or unhealthy before adding load or deploying.',
      metric: group('HealthyHostCount', 'Minimum'),
      breaching: ['<', given.minimumHealthy],
      datapoints: [3, 3],
      missing: 'breaching',
    }),
  ];
}

/**
 * Shares of errors. A request that the load balancer refuses before it has a target is in HTTPCode_ELB_5XX_Count, but not
 * in RequestCount: without it in the denominator, a total outage would be 0/0 and no breach.
 */
function errors(given: Given): Definition[] {
  const alarm = alarmsOf(given);
  const balancer = balancerMetrics(given);
  const group = groupMetrics(given);
  const share = (total: string) =>
    `IF((${total}) >= ${given.minimumRequests}, 100 * FILL(errors, 0) / (${total}), 0)`;
  const common = {
    breaching: ['>', given.errorPercent],
    // FILL sees a zero where the newest minute is only late: three of five bridge that.
    datapoints: [3, 5],
    missing: 'notBreaching',
  } as const;
  return [
    alarm({
      ...common,
      what: 'elb-5xx',
      means: `The load balancer itself answers more than ${given.errorPercent} % of the requests with 5xx: it reached no target, or none answered in time.`,
      first:
        '502: targets close connections; 503: no healthy target; 504: targets are too slow. The access log has the code.',
      metric: math(
        '5xx of the load balancer, percent',
        share('FILL(requests, 0) + FILL(errors, 0)'),
        {
          errors: balancer('HTTPCode_ELB_5XX_Count', 'Sum'),
          requests: balancer('RequestCount', 'Sum'),
        },
      ),
    }),
    alarm({
      ...common,
      what: 'target-5xx',
      means: `The application answers more than ${given.errorPercent} % of the requests with 5xx.`,
      first:
        'read the CRITICAL lines of the application for the same minutes, and check the database.',
      metric: math('5xx of the targets, percent', share('FILL(requests, 0)'), {
        errors: group('HTTPCode_Target_5XX_Count', 'Sum'),
        requests: group('RequestCount', 'Sum'),
      }),
    }),
  ];
}

function latency(given: Given): Definition {
  return alarmsOf(given)({
    what: 'latency',
    means: `One request in a hundred takes longer than ${given.seconds} s.`,
    first:
      'check whether the database or one task is slow: compare CPU, connections and the slow query log.',
    metric: groupMetrics(given)('TargetResponseTime', 'p99'),
    breaching: ['>', given.seconds],
    datapoints: [3, 5],
    missing: 'notBreaching',
    fewSamples: 'ignore',
  });
}

function connections(given: Given): Definition[] {
  const alarm = alarmsOf(given);
  return [
    alarm({
      what: 'rejected-connections',
      means: 'The load balancer rejected connections: it is at its limit.',
      first: 'check whether the traffic is real; ask AWS for a higher limit before an opening day.',
      metric: balancerMetrics(given)('RejectedConnectionCount', 'Sum'),
      breaching: ['>', 0],
      datapoints: [1, 1],
      missing: 'notBreaching',
    }),
    alarm({
      what: 'target-connection-errors',
      means: 'The load balancer cannot open connections to targets.',
      first:
        'check whether tasks stop while they still get requests (deregistration delay), and check their security group.',
      metric: groupMetrics(given)('TargetConnectionErrorCount', 'Sum'),
      breaching: ['>', 0],
      datapoints: [2, 5],
      missing: 'notBreaching',
    }),
  ];
}
