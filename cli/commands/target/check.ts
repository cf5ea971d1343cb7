import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import type { TargetCheckFlags } from '../../target/check-command.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';

export const check = buildCommand<TargetCheckFlags, [string], Context>({
  docs: documentation({
    brief: 'Try each thing that a target offers, only by reading',
    details:
      'Asks the health page, and in AWS every call that a run, a probe or "bilancia fetch" would make. For a call that is\n' +
      'denied it names the permission and the resource. Nothing is changed, and nothing that would change something is\n' +
      'tried. Exit status: 0 all is there, 1 something is missing or denied, 2 the file cannot be used,\n' +
      '3 something could not be asked: throttled, expired, unreachable.',
    examples: [
      ['bilancia target check target.yml', 'before the first run'],
      ['bilancia target check target.yml --json', 'for a pipeline'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Target file', parse: String, placeholder: 'file' }],
    },
    flags: {
      iMayTestThisSystem: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Confirm that you may ask a system outside this machine for its health page',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../target/check-command.ts')).targetCheckCommand,
});
