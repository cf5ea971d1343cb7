import {
  type ScalableTarget,
  type ScalingPolicy,
  type ServiceNamespace,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
} from '@aws-sdk/client-application-auto-scaling';
import { collected } from '../../core/collected.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { Scaling, ScalingRule } from '../target.ts';
import type { AwsClients } from './clients.ts';

/** A thing that Application Auto Scaling may scale, as it names it. */
export interface Scalable {
  readonly name: string;
  readonly of: Scaling['of'];
  readonly namespace: ServiceNamespace;
  /** `service/prod/pms`, `cluster:prod-db` */
  readonly resource: string;
}

/** The services of a target, and the readers of its database cluster. */
export function scalablesOf({ cluster, services, database }: AwsFile): Scalable[] {
  return [
    ...services.map((service): Scalable => {
      const name = lastOf(service);
      const resource = `service/${lastOf(cluster)}/${name}`;
      return { name, of: 'tasks', namespace: 'ecs', resource };
    }),
    ...(database === undefined
      ? []
      : [
          {
            name: database,
            of: 'readers',
            namespace: 'rds',
            resource: `cluster:${database}`,
          } as const,
        ]),
  ];
}

/** How one of them is scaled; null where nothing scales it. */
export async function scalingOf(
  { scaling }: Pick<AwsClients, 'scaling'>,
  { namespace, resource, name, of }: Scalable,
): Promise<Scaling> {
  const targets = await collected(
    paginateDescribeScalableTargets(
      { client: scaling },
      { ServiceNamespace: namespace, ResourceIds: [resource], ScalableDimension: dimensions[of] },
    ),
  );
  const [target] = targets.flatMap(({ ScalableTargets = [] }) => ScalableTargets);
  if (target === undefined) return { name, of, bounds: null };
  const pages = await collected(
    paginateDescribeScalingPolicies(
      { client: scaling },
      { ServiceNamespace: namespace, ResourceId: resource, ScalableDimension: dimensions[of] },
    ),
  );
  const policies = pages.flatMap(({ ScalingPolicies = [] }) => ScalingPolicies);
  return { name, of, bounds: { ...boundsOf(target), rules: policies.map(ruleOf) } };
}

const dimensions = {
  tasks: 'ecs:service:DesiredCount',
  readers: 'rds:cluster:ReadReplicaCount',
} as const satisfies Record<Scaling['of'], string>;

function boundsOf({ MinCapacity = 0, MaxCapacity = 0, SuspendedState }: ScalableTarget) {
  return {
    min: MinCapacity,
    max: MaxCapacity,
    suspended: [
      ...(SuspendedState?.DynamicScalingOutSuspended === true ? (['scale-out'] as const) : []),
      ...(SuspendedState?.DynamicScalingInSuspended === true ? (['scale-in'] as const) : []),
      ...(SuspendedState?.ScheduledScalingSuspended === true ? (['schedule'] as const) : []),
    ],
  };
}

/** What target tracking of ECS and of Aurora waits after it added something, where a policy does not say. */
const usualCooldownSeconds = 300;

/**
 * Policies that follow a metric are told by it; what a step policy follows stands in its alarms, which are not asked.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html
 */
function ruleOf({
  PolicyName: name = '',
  TargetTrackingScalingPolicyConfiguration: tracking,
  StepScalingPolicyConfiguration: steps,
}: ScalingPolicy): ScalingRule {
  const metric =
    tracking?.PredefinedMetricSpecification?.PredefinedMetricType ??
    tracking?.CustomizedMetricSpecification?.MetricName;
  const cooldown =
    tracking === undefined ? steps?.Cooldown : (tracking.ScaleOutCooldown ?? usualCooldownSeconds);
  return {
    name,
    ...(metric === undefined ? {} : { metric }),
    ...(tracking?.TargetValue === undefined ? {} : { target: tracking.TargetValue }),
    ...(cooldown === undefined ? {} : { scaleOutCooldownSeconds: cooldown }),
    onlyAdds: tracking?.DisableScaleIn === true,
  };
}

/** The name at the end of an ARN, or the name itself. */
function lastOf(named: string): string {
  return named.split('/').at(-1) ?? named;
}
