import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation } from '../../terminal/documentation.ts';
import type { ApplyFlags } from '../../monitors/deploy/flags.ts';
import { accountFlags, changeFlags, definitionsArgument, yesNo } from './shared-flags.ts';

export const apply = buildCommand<ApplyFlags, [string?], Context>({
  docs: documentation({
    brief: 'Make an AWS account hold what is defined',
    details:
      'FILE holds the definitions, or a plan that "plan --out" wrote, which is refused when the account has changed since.\n' +
      'Without --yes, prints the plan and changes nothing. Ctrl-C finishes the change under way. Whatever stopped it:\n' +
      'applying again goes on. Exit status: 0 all is done, 2 something is not.',
    examples: [
      ['bilancia monitors apply --yes', 'make all changes, printing each'],
      ['bilancia monitors apply plan.json --yes', 'make exactly the changes of that plan'],
      ['bilancia monitors apply --destroy --yes', 'delete everything of the stack'],
    ],
  }),
  parameters: {
    positional: definitionsArgument,
    flags: {
      yes: yesNo('Confirms that the account may be changed'),
      ...changeFlags,
      ...accountFlags,
    },
  },
  loader: async () => (await import('../../monitors/deploy/apply.ts')).applyCommand,
});
