import { stringify } from 'yaml';
import { type Deployment, logRetentionDays, size, statementsOf, trust } from './formats.ts';

const sub = (text: string) => ({ 'Fn::Sub': text });
const att = (resource: string) => ({ 'Fn::GetAtt': [resource, 'Arn'] });
const ref = (name: string) => ({ Ref: name });

const taskTrust = trust('ecs-tasks.amazonaws.com');

/** A template of one stack. */
export function cloudformationOf(deployment: Deployment): string {
  return stringify(templateOf(deployment), { version: '1.1', aliasDuplicateObjects: false });
}

function templateOf(deployment: Deployment): object {
  const { name, cluster, runsIn, minutes, command } = deployment;
  const eventsArn = sub(
    `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${deployment.eventsLogGroup}:*`,
  );
  const clusterArn = sub(
    `arn:\${AWS::Partition}:ecs:\${AWS::Region}:\${AWS::AccountId}:cluster/${runsIn}`,
  );
  const every = `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Balance of the tasks of cluster ${cluster}, as metrics`,
    Parameters: {
      Image: { Type: 'String', Description: 'Image that has the command bilancia' },
      Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Description: 'Subnets that reach AWS' },
      SecurityGroups: { Type: 'List<AWS::EC2::SecurityGroup::Id>' },
      AssignPublicIp: {
        Type: 'String',
        Default: 'DISABLED',
        AllowedValues: ['DISABLED', 'ENABLED'],
      },
    },
    Resources: {
      Log: {
        Type: 'AWS::Logs::LogGroup',
        DeletionPolicy: 'Delete',
        UpdateReplacePolicy: 'Delete',
        Properties: { LogGroupName: `/bilancia/${name}`, RetentionInDays: logRetentionDays },
      },
      TaskRole: roleWith('publish', taskTrust, statementsOf(deployment, { eventsArn })),
      ExecutionRole: roleWith('start', taskTrust, [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: [att('Log')],
        },
        {
          Effect: 'Allow',
          Action: [
            'ecr:GetAuthorizationToken',
            'ecr:BatchCheckLayerAvailability',
            'ecr:GetDownloadUrlForLayer',
            'ecr:BatchGetImage',
          ],
          Resource: ['*'],
        },
      ]),
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: name,
          RequiresCompatibilities: ['FARGATE'],
          NetworkMode: 'awsvpc',
          Cpu: size.cpu,
          Memory: size.memory,
          TaskRoleArn: att('TaskRole'),
          ExecutionRoleArn: att('ExecutionRole'),
          ContainerDefinitions: [
            {
              Name: 'publish',
              Image: ref('Image'),
              Command: command,
              Environment: [{ Name: 'AWS_REGION', Value: ref('AWS::Region') }],
              LogConfiguration: {
                LogDriver: 'awslogs',
                Options: {
                  'awslogs-group': ref('Log'),
                  'awslogs-region': ref('AWS::Region'),
                  'awslogs-stream-prefix': 'publish',
                },
              },
            },
          ],
        },
      },
      ScheduleRole: roleWith('run', trust('scheduler.amazonaws.com'), [
        {
          Effect: 'Allow',
          Action: ['ecs:RunTask'],
          Resource: [ref('Task')],
          Condition: { ArnEquals: { 'ecs:cluster': clusterArn } },
        },
        {
          Effect: 'Allow',
          Action: ['iam:PassRole'],
          Resource: [att('TaskRole'), att('ExecutionRole')],
          Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        },
      ]),
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          Name: name,
          ScheduleExpression: every,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: clusterArn,
            RoleArn: att('ScheduleRole'),
            RetryPolicy: { MaximumRetryAttempts: 0 },
            EcsParameters: {
              TaskDefinitionArn: ref('Task'),
              LaunchType: 'FARGATE',
              TaskCount: 1,
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: ref('Subnets'),
                  SecurityGroups: ref('SecurityGroups'),
                  AssignPublicIp: ref('AssignPublicIp'),
                },
              },
            },
          },
        },
      },
    },
  };
}

function roleWith(policy: string, assumed: object, statements: readonly object[]) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumed,
      Policies: [
        {
          PolicyName: policy,
          PolicyDocument: { Version: '2012-10-17', Statement: statements },
        },
      ],
    },
  };
}
