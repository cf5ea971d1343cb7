import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { InitFlags } from '../../monitors/init.ts';
import { filesFlags } from './shared-flags.ts';

export const init = buildCommand<InitFlags, [], Context>({
  docs: documentation({
    brief: 'Write a starter file of monitors',
    details:
      'The file uses packs, sets thresholds and defines one more alarm; its comments say what to do next.\n' +
      'An existing file is kept, unless --force is given.',
    examples: [
      [
        'bilancia monitors init',
        'write bilancia.monitors.ts, where the other commands look for it',
      ],
      ['bilancia monitors init --out staging.monitors.ts', 'write another file'],
    ],
  }),
  parameters: {
    flags: {
      out: {
        kind: 'parsed',
        parse: String,
        default: 'bilancia.monitors.ts',
        brief: 'File to write',
        placeholder: 'file',
      },
      force: filesFlags.force,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/init.ts')).initCommand,
});
