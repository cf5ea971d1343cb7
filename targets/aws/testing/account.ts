import { PutMetricDataCommand, CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateDBClusterCommand, CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { gzipSync } from 'node:zlib';

export const region = 'eu-west-1';
export const performanceGroup = '/aws/ecs/containerinsights/prod/performance';
export const serviceGroup = '/ecs/prod/pms';
export const bucket = 'prod-alb-logs';
export const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'not-a-secret' };

export interface TestAccount {
  readonly url: string;
  /** Of a request of one's own to a service, as the account expects them. */
  readonly headers: (service: string) => Readonly<Record<string, string>>;
  readonly tasks: readonly { readonly id: string; readonly address: string }[];
  /** Another task, which the load balancer knows. */
  readonly runTask: () => Promise<void>;
  readonly loadBalancerArn: string;
  readonly putEvents: (
    group: string,
    messages: readonly [at: number, text: string][],
  ) => Promise<void>;
  readonly putAccessLog: (end: Date, lines: readonly string[]) => Promise<void>;
  /** @param of an instance of the database, or the dimensions, those of a service with its cluster */
  readonly putMetric: (
    of: string | Readonly<Record<string, string>>,
    name: string,
    at: Date,
    value: number,
  ) => Promise<void>;
}

/** A booking system in the account at a URL: two tasks behind a load balancer, a writer and two readers. */
export async function bookingSystem(endpoint: string): Promise<TestAccount> {
  const config = { region, endpoint, credentials, maxAttempts: 3 };
  const ecs = new ECSClient(config);
  const elb = new ElasticLoadBalancingV2Client(config);
  const rds = new RDSClient(config);
  const logs = new CloudWatchLogsClient(config);
  const cloudwatch = new CloudWatchClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const secrets = new SecretsManagerClient(config);
  const subnets = await firstSubnets(endpoint);

  // Left to itself, a task of moto's goes through its life a step a look.
  await fetch(`${endpoint}/moto-api/state-manager/set-transition`, {
    method: 'POST',
    body: JSON.stringify({
      model_name: 'ecs::task',
      transition: { progression: 'manual', times: 1_000_000 },
    }),
  });
  const balancer = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'prod-pms', Subnets: subnets, Type: 'application' }),
  );
  const LoadBalancerArn = balancer.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: region },
    }),
  );
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn,
      Attributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: bucket },
        { Key: 'access_logs.s3.prefix', Value: 'prod' },
      ],
    }),
  );
  const group = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'pms',
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: balancer.LoadBalancers?.[0]?.VpcId,
      TargetType: 'ip',
    }),
  );
  const targetGroupArn = group.TargetGroups?.[0]?.TargetGroupArn ?? '';
  await ecs.send(
    new CreateClusterCommand({
      clusterName: 'prod',
      settings: [{ name: 'containerInsights', value: 'enabled' }],
    }),
  );
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'pms',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '1024',
      memory: '2048',
      containerDefinitions: [
        { name: 'pms', image: 'pms', memory: 512, portMappings: [{ containerPort: 8080 }] },
      ],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'prod',
      serviceName: 'pms',
      taskDefinition: 'pms',
      desiredCount: 2,
      loadBalancers: [{ targetGroupArn, containerName: 'pms', containerPort: 8080 }],
    }),
  );
  const run = async (count: number): Promise<TestAccount['tasks']> => {
    const ran = await ecs.send(
      new RunTaskCommand({
        cluster: 'prod',
        taskDefinition: 'pms',
        count,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [] } },
      }),
    );
    const started = (ran.tasks ?? []).map(({ taskArn = '', attachments = [] }) => ({
      id: taskArn.split('/').at(-1) ?? '',
      address: `${attachments[0]?.details?.find(({ name }) => name === 'privateIPv4Address')?.value}:8080`,
    }));
    await elb.send(
      new RegisterTargetsCommand({
        TargetGroupArn: targetGroupArn,
        Targets: started.map(({ address }) => ({ Id: address.split(':')[0], Port: 8080 })),
      }),
    );
    return started;
  };
  const tasks = await run(2);
  await rds.send(
    new CreateDBClusterCommand({
      DBClusterIdentifier: 'prod-db',
      Engine: 'aurora-mysql',
      MasterUsername: 'admin',
      MasterUserPassword: 'not-a-secret',
    }),
  );
  for (const DBInstanceIdentifier of ['prod-db-1', 'prod-db-2', 'prod-db-3'])
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier,
        DBClusterIdentifier: 'prod-db',
        DBInstanceClass: 'db.r6g.large',
        Engine: 'aurora-mysql',
      }),
    );
  const scaling = new ApplicationAutoScalingClient(config);
  for (const [ServiceNamespace, ResourceId, ScalableDimension, MaxCapacity, metric] of [
    [
      'ecs',
      'service/prod/pms',
      'ecs:service:DesiredCount',
      10,
      'ECSServiceAverageCPUUtilization',
    ] as const,
    [
      'rds',
      'cluster:prod-db',
      'rds:cluster:ReadReplicaCount',
      6,
      'RDSReaderAverageDatabaseConnections',
    ] as const,
  ]) {
    const scaled = { ServiceNamespace, ResourceId, ScalableDimension };
    await scaling.send(
      new RegisterScalableTargetCommand({ ...scaled, MinCapacity: 2, MaxCapacity }),
    );
    await scaling.send(
      new PutScalingPolicyCommand({
        ...scaled,
        PolicyName: 'follow',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          PredefinedMetricSpecification: { PredefinedMetricType: metric },
        },
      }),
    );
  }
  for (const logGroupName of [performanceGroup, serviceGroup]) {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'one' }));
  }
  await secrets.send(
    new CreateSecretCommand({
      Name: 'prod/checker',
      SecretString: '{"username":"checker","password":"from the secret"}',
    }),
  );
  let files = 0;
  return {
    url: endpoint,
    headers,
    tasks,
    runTask: async () => void (await run(1)),
    loadBalancerArn: LoadBalancerArn,
    putEvents: async (logGroupName, messages) => {
      const logEvents = messages.map(([timestamp, message]) => ({ timestamp, message }));
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'one', logEvents }));
    },
    putAccessLog: async (end, lines) => {
      const [day = '', time = ''] = end.toISOString().split('T');
      const id = LoadBalancerArn.split('/').slice(1).join('.');
      files += 1;
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: `prod/AWSLogs/123456789012/elasticloadbalancing/${region}/${day.replaceAll('-', '/')}/123456789012_elasticloadbalancing_${region}_${id}_${day.replaceAll('-', '')}T${time.slice(0, 2)}${time.slice(3, 5)}Z_10.0.0.1_${files}.log.gz`,
          Body: gzipSync(lines.map((line) => `${line}\n`).join('')),
        }),
      );
    },
    putMetric: async (of, MetricName, Timestamp, Value) => {
      await cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: typeof of === 'object' && 'ServiceName' in of ? 'AWS/ECS' : 'AWS/RDS',
          MetricData: [
            {
              MetricName,
              Timestamp,
              Value,
              Dimensions: Object.entries(
                typeof of === 'string' ? { DBInstanceIdentifier: of } : of,
              ).map(([Name, own]) => ({ Name, Value: own })),
            },
          ],
        }),
      );
    },
  };
}

/** Two subnets of the network that every account has. */
async function firstSubnets(endpoint: string): Promise<string[]> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers('ec2'),
    },
    body: 'Action=DescribeSubnets&Version=2016-11-15',
  });
  const ids = [...(await answer.text()).matchAll(/<subnetId>([^<]+)</g)].flatMap(
    ([, id]) => id ?? [],
  );
  return ids.slice(0, 2);
}

function headers(service: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  };
}
