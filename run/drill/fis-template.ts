import type { Drill } from '../../probes/drills/drill.ts';

/** What a template has to know of an account. */
export interface FisPlace {
  readonly clusterArn: string;
  readonly zone: string;
  readonly vpc: string;
  readonly ecsCluster: string;
  readonly ecsService: string;
  /** Of an alarm that stops the experiment. */
  readonly alarmArn: string;
  readonly roleArn: string;
  readonly logGroupArn: string;
}

/** What stands in a template where a person has to fill in something. */
export const fisPlaceholders: FisPlace = {
  clusterArn: 'CLUSTER_ARN',
  zone: 'ZONE',
  vpc: 'VPC_ID',
  ecsCluster: 'ECS_CLUSTER',
  ecsService: 'ECS_SERVICE',
  alarmArn: 'ALARM_ARN',
  roleArn: 'ROLE_ARN',
  logGroupArn: 'LOG_GROUP_ARN',
};

interface FisFault {
  readonly name: string;
  readonly description: string;
  readonly targets: Readonly<Record<string, unknown>>;
  readonly actions: Readonly<Record<string, unknown>>;
}

/** What CreateExperimentTemplate takes; the tag is how it is found again. */
type FisTemplate = Readonly<Record<string, unknown>> & { readonly tags: { readonly Name: string } };

type FaultOf = (place: FisPlace) => FisFault;

/**
 * Faults of drills that AWS Fault Injection Service has, by drill; one cannot choose there how a writer goes, nor which
 * reader follows. https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html
 */
const faults: ReadonlyMap<string, FaultOf> = new Map<string, FaultOf>([
  [
    'failover',
    ({ clusterArn }) => ({
      name: 'bilancia-failover',
      description: 'Fail the Aurora cluster over to a reader',
      targets: {
        cluster: {
          resourceType: 'aws:rds:cluster',
          resourceArns: [clusterArn],
          selectionMode: 'ALL',
        },
      },
      actions: {
        failover: {
          actionId: 'aws:rds:failover-db-cluster',
          parameters: {},
          targets: { Clusters: 'cluster' },
        },
      },
    }),
  ],
  [
    'reader-loss',
    () => ({
      name: 'bilancia-reboot-reader',
      description: 'Reboot one reader without failover',
      targets: {
        reader: {
          resourceType: 'aws:rds:db',
          resourceTags: { bilancia: 'reader' },
          selectionMode: 'COUNT(1)',
        },
      },
      actions: {
        reboot: {
          actionId: 'aws:rds:reboot-db-instances',
          parameters: { forceFailover: 'false' },
          targets: { DBInstances: 'reader' },
        },
      },
    }),
  ],
  [
    'task-kill',
    ({ ecsCluster, ecsService }) => ({
      name: 'bilancia-task-kill',
      description: 'Stop one task of the service',
      targets: {
        task: {
          resourceType: 'aws:ecs:task',
          parameters: { cluster: ecsCluster, service: ecsService },
          selectionMode: 'COUNT(1)',
        },
      },
      actions: { stop: { actionId: 'aws:ecs:stop-task', targets: { Tasks: 'task' } } },
    }),
  ],
  [
    'zone-cut',
    ({ zone, vpc }) => ({
      name: 'bilancia-az-cut',
      description: 'Cut one availability zone off from the others for 5 minutes',
      targets: {
        subnets: {
          resourceType: 'aws:ec2:subnet',
          parameters: { availabilityZoneIdentifier: zone, vpc },
          selectionMode: 'ALL',
        },
      },
      actions: {
        cut: {
          actionId: 'aws:network:disrupt-connectivity',
          parameters: { scope: 'availability-zone', duration: 'PT5M' },
          targets: { Subnets: 'subnets' },
        },
        wait: {
          actionId: 'aws:fis:wait',
          parameters: { duration: 'PT1M' },
          startAfter: ['cut'],
        },
      },
    }),
  ],
]);

/** Drills of which there is a template. */
export const drillsInFis: readonly string[] = [...faults.keys()];

/** The template of a drill for CreateExperimentTemplate; undefined where FIS has no such fault. */
export function fisTemplate(
  { name: drill }: Pick<Drill, 'name'>,
  place: FisPlace = fisPlaceholders,
): FisTemplate | undefined {
  const fault = faults.get(drill)?.(place);
  if (fault === undefined) return undefined;
  const { name, description, targets, actions } = fault;
  return {
    description,
    targets,
    actions,
    stopConditions: [{ source: 'aws:cloudwatch:alarm', value: place.alarmArn }],
    roleArn: place.roleArn,
    logConfiguration: {
      logSchemaVersion: 2,
      cloudWatchLogsConfiguration: { logGroupArn: place.logGroupArn },
    },
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    tags: { Name: name },
  };
}
