import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { type FetchFlags, momentOf } from '../fetch/flags.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const fetch = buildCommand<FetchFlags, [string], Context>({
  docs: documentation({
    brief: 'Fetch what AWS keeps of a system: container events, metrics, access log, logs',
    details:
      'Writes the events, lines and tasks of a time into a folder that "bilancia balance" reads. Fetching into it again goes\n' +
      'on where it ended, after an interruption too; AWS keeps container events for a day, metrics by the minute for 15. With --run it fetches into a run\n' +
      'folder what came too late for the run. Only reads. Exit status: 0 all is there, 2 nothing could be fetched,\n' +
      '3 something could not be fetched, or may still come late: fetch again.',
    examples: [
      ['bilancia fetch target.yml --from 6h --out production', 'the last six hours'],
      ['bilancia fetch target.yml --out production', 'what has come since'],
      ['bilancia fetch target.yml --run runs/20261127T100000-steady', 'what came too late'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Target file with "aws"', parse: String, placeholder: 'file' }],
    },
    flags: {
      from: {
        kind: 'parsed',
        parse: momentOf('--from'),
        optional: true,
        brief: 'Begin: 6h ago, or a time such as 2026-11-27T10:00Z',
        placeholder: 'time',
      },
      to: {
        kind: 'parsed',
        parse: momentOf('--to'),
        optional: true,
        brief: 'End (default: now)',
        placeholder: 'time',
      },
      out: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Folder to fetch into',
        placeholder: 'folder',
      },
      run: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Run folder to fetch into what it lacks',
        placeholder: 'folder',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../fetch/command.ts')).fetchCommand,
});
