import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { InitFlags } from '../../monitors/init.ts';
import { filesFlags } from './shared-flags.ts';

export const init = buildCommand<InitFlags, [], Context>({
  docs: documentation({
    brief: 'Write a first file of monitors',
    details:
      'The file picks packs, sets thresholds and adds an alarm of its own; its comments say how to go on.\n' +
      'A file that is there already is left alone, unless --force is given.',
    examples: [
      [
        'bilancia monitors init',
        'write bilancia.monitors.ts, where the other commands look for it',
      ],
      ['bilancia monitors init --out staging.monitors.ts', 'write it elsewhere'],
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
