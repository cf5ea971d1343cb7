import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { comparisonFlags, htmlFlag } from '../gate/flags.ts';
import type { TrendFlags } from '../gate/trend-command.ts';
import { countOf } from '../run/request.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const trend = buildCommand<TrendFlags, string[], Context>({
  docs: documentation({
    brief: 'Say where a history of runs became slower, and between which revisions',
    details:
      'Finds where the level of each request changed for good (E-divisive change points of 5 % or more), with the\n' +
      'figures before and after. With --history the runs are kept there, a small JSON file each, which can be committed\n' +
      'or cached, and the trend is that of all runs in it: gate and compare learn from it how much equal runs differ.\n' +
      'The exit status is 1 while a slowdown is among the newest runs, 3 with too few runs.',
    examples: [
      ['bilancia trend runs/*', 'the runs of a folder'],
      [
        'bilancia trend runs/tonight --history history',
        'keep a run, and look at all that were kept',
      ],
      ['bilancia trend --history history --percentiles 95,99', 'look only, at other percentiles'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: { brief: 'Run folders', parse: String, placeholder: 'run' },
    },
    flags: {
      history: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Folder to keep the runs in, and to take the others from',
        placeholder: 'folder',
      },
      percentiles: {
        ...comparisonFlags.percentiles,
        brief: 'Percentiles to look at: 50, 75, 90, 95 or 99 (50,95)',
      },
      recent: {
        kind: 'parsed',
        parse: countOf('--recent'),
        optional: true,
        brief: 'Newest runs in which a slowdown fails (10)',
        placeholder: 'n',
      },
      ...htmlFlag,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../gate/trend-command.ts')).trendCommand,
});
