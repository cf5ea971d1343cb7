import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation } from '../../terminal/documentation.ts';
import type { ApplyFlags } from '../../monitors/deploy/flags.ts';
import { accountFlags, changeFlags, definitionsArgument, yesNo } from './shared-flags.ts';

export const apply = buildCommand<ApplyFlags, string[], Context>({
  docs: documentation({
    brief: 'Change an AWS account to match the definitions',
    details:
      'FILE holds the definitions, or a plan that "plan --out" wrote, which is refused when the account has changed since.\n' +
      'Without --yes, prints the plan and changes nothing. Ctrl-C stops after the current change. If anything stopped it,\n' +
      'apply again to make the rest. Exit status: 0 all changes made, 2 not all.',
    examples: [
      ['bilancia monitors apply --yes', 'make all changes and print each'],
      ['bilancia monitors apply plan.json --yes', 'make exactly the changes of that plan'],
      ['bilancia monitors apply --destroy --yes', 'delete all resources of the stack'],
    ],
  }),
  parameters: {
    positional: definitionsArgument,
    flags: {
      yes: yesNo('Confirm that the account may be changed'),
      ...changeFlags,
      ...accountFlags,
    },
  },
  loader: async () => (await import('../../monitors/deploy/apply.ts')).applyCommand,
});
