export const deployFormats = ['cloudformation', 'terraform'] as const;

export interface DeployFlags {
  readonly export: (typeof deployFormats)[number];
  readonly cluster: string;
  readonly runsIn?: string;
  readonly namespace: string;
  readonly minutes: string;
}

/** What is deployed, whatever the language. */
export interface Deployment {
  /** ECS cluster that is looked at, and the one that the task runs in. */
  readonly cluster: string;
  readonly runsIn: string;
  readonly namespace: string;
  readonly minutes: number;
  /** Where Container Insights writes about the cluster. */
  readonly eventsLogGroup: string;
  /** Names of what is made begin with it. */
  readonly name: string;
  /** Arguments of the container. */
  readonly command: readonly string[];
}

/** One of Fargate's combinations: 45 minutes of a hundred tasks need less. */
export const size = { cpu: '256', memory: '512' } as const;
export const logRetentionDays = 14;

/** Policies with no more than is needed, in the language that both CloudFormation and Terraform take for JSON. */
export function statementsOf<Text>(
  { namespace }: Deployment,
  { eventsArn }: { readonly eventsArn: Text },
) {
  return [
    { Effect: 'Allow', Action: ['logs:FilterLogEvents'], Resource: [eventsArn] },
    {
      Effect: 'Allow',
      Action: ['cloudwatch:PutMetricData'],
      Resource: ['*'],
      Condition: { StringEquals: { 'cloudwatch:namespace': namespace } },
    },
    // Reading metrics cannot be narrowed to a namespace.
    { Effect: 'Allow', Action: ['cloudwatch:GetMetricData'], Resource: ['*'] },
  ];
}

/** Who may take a role. */
export function trust(service: string) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
}
