import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { formatFlag } from '../run/format-flags.ts';
import { outputFlags } from '../run/load-flags.ts';
import type { MergeFlags } from '../run/merge-command.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const merge = buildCommand<MergeFlags, string[], Context>({
  docs: documentation({
    brief: 'Merge runs that played parts of one load, and judge the whole',
    details:
      'Takes run folders, or the folder that "bilancia distribute" wrote, with what came back in it. Histograms, counters\n' +
      'and bookings add up exactly, second by second. Runs that do not belong together are refused; what was wrong with\n' +
      'one of them is told of the whole. The exit status is that of the verdict.',
    examples: [
      ['bilancia merge runs/a runs/b --out runs/whole', 'two runs with different seeds'],
      ['bilancia merge distributed --out runs/whole', 'what a distributed load brought back'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { brief: 'Run folder', parse: String, placeholder: 'run' },
    },
    flags: {
      out: {
        kind: 'parsed',
        parse: String,
        brief: 'Run folder to create (must be new or empty)',
        placeholder: 'folder',
      },
      slo: outputFlags.slo,
      format: formatFlag,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/merge-command.ts')).mergeCommand,
});
