import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation } from '../../terminal/documentation.ts';
import type { AccountFlags } from '../../monitors/deploy/flags.ts';
import { accountFlags, definitionsArgument } from './shared-flags.ts';

export const drift = buildCommand<AccountFlags, string[], Context>({
  docs: documentation({
    brief: 'Show where an AWS account differs from the definitions',
    details:
      'Lists what is missing, what was changed by hand, what the stack owns but no longer defines, and which other alarms\n' +
      'use its metrics. Exit status: 0 no drift, 1 drift, 2 could not run.',
    examples: [
      ['bilancia monitors drift', 'run it every night in CI'],
      ['bilancia monitors drift --profile prod --json', 'as JSON, for a program'],
    ],
  }),
  parameters: { positional: definitionsArgument, flags: accountFlags },
  loader: async () => (await import('../../monitors/deploy/drift.ts')).driftCommand,
});
