import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { knownError } from '../../core/errors.ts';
import type { InstanceState } from '../../core/topology.ts';
import type { AwsClients } from './clients.ts';

/** @throws aws-refused when there is none of that name, and whatever else AWS answers */
export async function loadBalancerOf(
  { elb, region }: Pick<AwsClients, 'elb' | 'region'>,
  named: string,
): Promise<LoadBalancer> {
  const which = named.startsWith('arn:') ? { LoadBalancerArns: [named] } : { Names: [named] };
  const answer = await elb.send(new DescribeLoadBalancersCommand(which));
  const [found] = answer.LoadBalancers ?? [];
  if (found !== undefined) return found;
  throw knownError('aws-refused', {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    region,
    reason: `there is no load balancer "${named}"`,
  });
}

/** Where a load balancer leaves its access log: bucket, and what keys begin with. */
export interface LogPlace {
  readonly bucket: string;
  /** Without a slash at its end; may be empty. */
  readonly prefix: string;
}

/** Where its access log goes; undefined where it writes none. */
export async function logPlaceOf(
  { elb }: Pick<AwsClients, 'elb'>,
  { LoadBalancerArn }: LoadBalancer,
): Promise<LogPlace | undefined> {
  const answer = await elb.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
  const attributes = new Map((answer.Attributes ?? []).map(({ Key, Value }) => [Key, Value]));
  const bucket = attributes.get('access_logs.s3.bucket') ?? '';
  if (attributes.get('access_logs.s3.enabled') !== 'true' || bucket === '') return undefined;
  return { bucket, prefix: attributes.get('access_logs.s3.prefix') ?? '' };
}

/** The place in `s3://bucket/prefix`. */
export function placeIn(url: string): LogPlace {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(url) ?? [];
  return { bucket, prefix };
}

export function loadBalancerState({
  LoadBalancerName,
  DNSName,
  State,
  CreatedTime,
}: LoadBalancer): InstanceState[] {
  if (LoadBalancerName === undefined) return [];
  const isWell = State?.Code === 'active' || State?.Code === 'active_impaired';
  return [
    {
      id: LoadBalancerName,
      role: 'load-balancer',
      address: DNSName ?? LoadBalancerName,
      health: isWell ? 'healthy' : State?.Code === 'provisioning' ? 'starting' : 'unhealthy',
      since: CreatedTime?.getTime() ?? 0,
      detail: State?.Code ?? '',
      restarts: 0,
    },
  ];
}
