import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation } from '../../terminal/documentation.ts';
import type { AccountFlags } from '../../monitors/deploy/flags.ts';
import { accountFlags, definitionsArgument } from './shared-flags.ts';

export const drift = buildCommand<AccountFlags, [string?], Context>({
  docs: documentation({
    brief: 'Say where an AWS account is not what is defined',
    details:
      'What is missing, was changed by hand, or is ours and not defined; and which alarms of others look at our metrics.\n' +
      'Exit status: 0 the account is as defined, 1 it is not, 2 could not run.',
    examples: [
      ['bilancia monitors drift', 'every night in CI'],
      ['bilancia monitors drift --profile prod --json', 'for a program'],
    ],
  }),
  parameters: { positional: definitionsArgument, flags: accountFlags },
  loader: async () => (await import('../../monitors/deploy/drift.ts')).driftCommand,
});
