import { type Deployment, logRetentionDays, size, statementsOf, trust } from './formats.ts';

/** Terraform's JSON syntax, for the aws provider. */
export function terraformOf(deployment: Deployment): string {
  const { name, runsIn, minutes, command, eventsLogGroup } = deployment;
  const account = '${data.aws_partition.here.partition}';
  const here = '${data.aws_region.here.region}:${data.aws_caller_identity.here.account_id}';
  const eventsArn = `arn:${account}:logs:${here}:log-group:${eventsLogGroup}:*`;
  const clusterArn = `arn:${account}:ecs:${here}:cluster/${runsIn}`;
  const container = {
    name: 'publish',
    image: '${var.image}',
    essential: true,
    command,
    environment: [{ name: 'AWS_REGION', value: '${data.aws_region.here.region}' }],
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': '${aws_cloudwatch_log_group.log.name}',
        'awslogs-region': '${data.aws_region.here.region}',
        'awslogs-stream-prefix': 'publish',
      },
    },
  };
  const document = {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 6.0' } } },
    variable: {
      image: { type: 'string', description: 'Image that has the command bilancia' },
      subnets: { type: 'list(string)', description: 'Subnets that reach AWS' },
      security_groups: { type: 'list(string)' },
      assign_public_ip: { type: 'bool', default: false },
    },
    data: {
      aws_region: { here: {} },
      aws_partition: { here: {} },
      aws_caller_identity: { here: {} },
    },
    resource: {
      aws_cloudwatch_log_group: {
        log: { name: `/bilancia/${name}`, retention_in_days: logRetentionDays },
      },
      aws_iam_role: {
        task: role(`${name}-task`, 'ecs-tasks.amazonaws.com'),
        execution: role(`${name}-execution`, 'ecs-tasks.amazonaws.com'),
        schedule: role(`${name}-schedule`, 'scheduler.amazonaws.com'),
      },
      aws_iam_role_policy: {
        task: policy('task', statementsOf(deployment, { eventsArn })),
        execution: policy('execution', [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: ['${aws_cloudwatch_log_group.log.arn}:*'],
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
        schedule: policy('schedule', [
          {
            Effect: 'Allow',
            Action: ['ecs:RunTask'],
            Resource: ['${aws_ecs_task_definition.task.arn}'],
            Condition: { ArnEquals: { 'ecs:cluster': clusterArn } },
          },
          {
            Effect: 'Allow',
            Action: ['iam:PassRole'],
            Resource: ['${aws_iam_role.task.arn}', '${aws_iam_role.execution.arn}'],
            Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
          },
        ]),
      },
      aws_ecs_task_definition: {
        task: {
          family: name,
          requires_compatibilities: ['FARGATE'],
          network_mode: 'awsvpc',
          cpu: size.cpu,
          memory: size.memory,
          task_role_arn: '${aws_iam_role.task.arn}',
          execution_role_arn: '${aws_iam_role.execution.arn}',
          // Inside the text the references are still resolved.
          container_definitions: JSON.stringify([container]),
        },
      },
      aws_scheduler_schedule: {
        schedule: {
          name,
          schedule_expression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
          flexible_time_window: { mode: 'OFF' },
          target: {
            arn: clusterArn,
            role_arn: '${aws_iam_role.schedule.arn}',
            retry_policy: { maximum_retry_attempts: 0 },
            ecs_parameters: {
              task_definition_arn: '${aws_ecs_task_definition.task.arn}',
              launch_type: 'FARGATE',
              task_count: 1,
              network_configuration: {
                subnets: '${var.subnets}',
                security_groups: '${var.security_groups}',
                assign_public_ip: '${var.assign_public_ip}',
              },
            },
          },
        },
      },
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function role(name: string, service: string) {
  return { name, assume_role_policy: JSON.stringify(trust(service)) };
}

function policy(of: string, statements: readonly object[]) {
  return {
    role: `\${aws_iam_role.${of}.id}`,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  };
}
