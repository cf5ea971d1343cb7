import { parseAccessLogLine } from '../../core/formats/alb-access-log.ts';
import { type Catalog, type Fact, published, type PublishedMetric } from './fact.ts';

const namespace = 'AWS/ApplicationELB';
const balancer = ['LoadBalancer'];
const targetGroup = ['LoadBalancer', 'TargetGroup'];
const both = [balancer, targetGroup];

function metric(
  metricName: string,
  dimensionSets: PublishedMetric['dimensionSets'],
  unit: string,
): PublishedMetric {
  return { namespace, metricName, dimensionSets, unit };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export const requestCount = metric('RequestCount', both, 'Count');
const targetResponseTime = metric('TargetResponseTime', both, 'Seconds');
const processedBytes = metric('ProcessedBytes', [balancer], 'Bytes');
const ofTarget = new Map(
  ['2', '3', '4', '5'].map((digit) => [
    digit,
    metric(`HTTPCode_Target_${digit}XX_Count`, both, 'Count'),
  ]),
);
const ofBalancer = new Map(
  ['3XX', '4XX', '5XX', '500', '502', '503', '504'].map((code) => [
    code,
    metric(`HTTPCode_ELB_${code}_Count`, [balancer], 'Count'),
  ]),
);

/** What access log lines give. */
export const loadBalancerCatalog: Catalog = [
  requestCount,
  targetResponseTime,
  processedBytes,
  ...ofTarget.values(),
  ...ofBalancer.values(),
];

/** What AWS counts elsewhere, and access log lines do not tell. */
export const loadBalancerElsewhere: Catalog = published(namespace, both, 'Count', [
  'HealthyHostCount',
  'UnHealthyHostCount',
  'RequestCountPerTarget',
  'ActiveConnectionCount',
  'NewConnectionCount',
  'RejectedConnectionCount',
  'TargetConnectionErrorCount',
  'ClientTLSNegotiationErrorCount',
]);

/** The metrics that one access log line publishes, and where it was seen; undefined when it is not whole. */
export function loadBalancerFacts(text: string): Fact[] | undefined {
  const entry = parseAccessLogLine(text);
  const at = Date.parse(entry?.time ?? '');
  if (entry === undefined || Number.isNaN(at)) return undefined;
  const { target, targetSeconds, elbStatus, targetStatus } = entry;
  const seenAt = { LoadBalancer: entry.loadBalancer, ...targetGroupOf(entry.targetGroupArn) };
  const fact = (metric: PublishedMetric | undefined, value = 1): Fact[] =>
    metric === undefined ? [] : [{ at, metric, value, seenAt }];
  // A request that reached no target was answered by the load balancer itself, and is not among the requests.
  return [
    ...(target === undefined ? [] : fact(requestCount)),
    ...fact(processedBytes, entry.receivedBytes + entry.sentBytes),
    ...(targetSeconds === undefined ? [] : fact(targetResponseTime, targetSeconds)),
    ...(targetStatus === undefined
      ? [...fact(ofBalancer.get(`${elbStatus.charAt(0)}XX`)), ...fact(ofBalancer.get(elbStatus))]
      : fact(ofTarget.get(targetStatus.charAt(0)))),
  ];
}

/** `targetgroup/name/id` of the ARN. */
function targetGroupOf(arn: string): { TargetGroup?: string } {
  const [found] = /targetgroup\/\S+$/.exec(arn) ?? [];
  return found === undefined ? {} : { TargetGroup: found };
}
