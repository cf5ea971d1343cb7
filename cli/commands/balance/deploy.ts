import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { type DeployFlags, deployFormats } from '../../balance/deploy/formats.ts';
import { namespaceOf } from '../../balance/namespace.ts';
import { documentation } from '../../terminal/documentation.ts';
import { text } from '../monitors/shared-flags.ts';

export const balanceDeploy = buildCommand<DeployFlags, [], Context>({
  docs: documentation({
    brief: 'Write what runs "balance publish" every minute as a scheduled Fargate task',
    details:
      'Writes the task, its schedule, its log group, and three roles with no more than they need: to read one log group of\n' +
      'Container Insights and to put metrics into one namespace; to pull the image and write its log; to start the task.\n' +
      'Image, subnets and security groups are parameters. The state is in CloudWatch: tasks may end at any time.',
    examples: [
      ['bilancia balance deploy --export cloudformation --cluster booking', 'print the template'],
      ['bilancia balance deploy --export terraform --cluster booking', 'the same for Terraform'],
    ],
  }),
  parameters: {
    flags: {
      export: {
        kind: 'enum',
        values: deployFormats,
        brief: 'Language of the file',
      },
      cluster: {
        kind: 'parsed',
        parse: String,
        brief: 'ECS cluster that is looked at',
        placeholder: 'name',
      },
      runsIn: text('ECS cluster that the task runs in (default: the same)', 'name'),
      namespace: {
        kind: 'parsed',
        parse: namespaceOf,
        default: 'Bilancia/Balance',
        brief: 'Namespace of the metrics',
        placeholder: 'name',
      },
      minutes: {
        kind: 'parsed',
        parse: String,
        default: '1',
        brief: 'Minutes from one start to the next, 1 to 15',
        placeholder: 'count',
      },
    },
  },
  loader: async () => (await import('../../balance/deploy/command.ts')).deployCommand,
});
