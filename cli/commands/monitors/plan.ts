import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation } from '../../terminal/documentation.ts';
import type { PlanFlags } from '../../monitors/deploy/flags.ts';
import { accountFlags, changeFlags, definitionsArgument, text } from './shared-flags.ts';

export const plan = buildCommand<PlanFlags, string[], Context>({
  docs: documentation({
    brief: 'Show what apply would change in an AWS account',
    details:
      'FILE holds the definitions; default: bilancia.monitors.ts. Only resources with the tags of the stack, and metric\n' +
      'filters named bilancia/STACK/ENVIRONMENT/..., are updated or deleted. Exit status: 0 the plan can be applied,\n' +
      '1 a definition is refused, 2 could not run.',
    examples: [
      ['bilancia monitors plan', 'what would be created, updated and deleted'],
      ['bilancia monitors plan --out plan.json', 'save the plan, to apply exactly that'],
      ['bilancia monitors plan --adopt', 'adopt alarms that were made by hand'],
      ['bilancia monitors plan --destroy', 'what deleting the stack would delete'],
    ],
  }),
  parameters: {
    positional: definitionsArgument,
    flags: {
      out: text('Write the plan to this file, for apply', 'file'),
      ...changeFlags,
      ...accountFlags,
    },
  },
  loader: async () => (await import('../../monitors/deploy/plan.ts')).planCommand,
});
