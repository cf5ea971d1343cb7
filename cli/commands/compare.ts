import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';

import { type CompareFlags, comparisonFlags, historyFlag, htmlFlag } from '../gate/flags.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const compare = buildCommand<CompareFlags, [string, string], Context>({
  docs: documentation({
    brief: 'Compare two runs, or two sets of runs',
    details:
      'Says in one sentence which requests became slower, beyond chance and by enough to matter. Lone runs are\n' +
      'inconclusive, since nothing tells how much equal runs differ: give several on a side, parted by commas, or a\n' +
      'history of runs of the same scenario on the same machine, as "bilancia trend" keeps it.',
    examples: [
      ['bilancia compare runs/old runs/new --history history', 'two runs'],
      ['bilancia compare runs/a1,runs/a2,runs/a3 runs/b1,runs/b2,runs/b3', 'two sets of runs'],
      [
        'bilancia compare runs/a1,runs/a2,runs/a3 runs/b1,runs/b2,runs/b3 --tenant dolomiti',
        'what a louder riviera (bilancia run --louder riviera=4) in b does to dolomiti',
      ],
      [
        'bilancia compare BASE NEW --percentiles 95,99 --effect 20',
        'other percentiles, other effect',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Run folders to compare with, parted by commas',
          parse: String,
          placeholder: 'base',
        },
        { brief: 'Run folders to judge, parted by commas', parse: String, placeholder: 'new' },
      ],
    },
    flags: {
      ...historyFlag,
      tenant: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Tenant whose requests alone are compared, beside one that was made louder',
        placeholder: 'name',
      },
      ...comparisonFlags,
      ...htmlFlag,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../gate/compare-command.ts')).compareCommand,
});
