import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation } from '../../terminal/documentation.ts';
import type { PlanFlags } from '../../monitors/deploy/flags.ts';
import { accountFlags, changeFlags, definitionsArgument, text } from './shared-flags.ts';

export const plan = buildCommand<PlanFlags, [string?], Context>({
  docs: documentation({
    brief: 'Say what apply would change in an AWS account, and change nothing',
    details:
      'FILE holds the definitions; default: bilancia.monitors.ts. Only what carries the tags of the stack, or is called\n' +
      'bilancia/STACK/ENVIRONMENT/... as metric filters are, is ever updated or deleted. Exit status: 0 it can be applied,\n' +
      '1 something is refused, 2 could not run.',
    examples: [
      ['bilancia monitors plan', 'what would be created, updated and deleted'],
      ['bilancia monitors plan --out plan.json', 'keep it, to apply exactly this one'],
      ['bilancia monitors plan --adopt', 'take over alarms that were made by hand'],
      ['bilancia monitors plan --destroy', 'what would be left without the stack'],
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
