import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { probes } from '../../../probes/index.ts';
import {
  type ProbeFlags,
  probeFlags,
  probeHelp,
  settingFlag,
  targetArgument,
} from '../../probe/flags.ts';
import { documentation } from '../../terminal/documentation.ts';

const entry = probes['read-write-split'];

interface ReadWriteSplitFlags extends ProbeFlags {
  readonly endpoint?: string;
  readonly pace?: string;
}

export const readWriteSplit = buildCommand<ReadWriteSplitFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${probeHelp}`,
    examples: [
      [
        'bilancia probe read-write-split --for 1m',
        'a local cluster that was begun with --sql-proxy',
      ],
      ['bilancia probe read-write-split ./target.yml --endpoint proxy:6033', 'your own proxy'],
    ],
  }),
  parameters: {
    positional: targetArgument,
    flags: {
      ...probeFlags,
      endpoint: settingFlag(entry.settings.endpoint),
      pace: settingFlag(entry.settings.pace),
    },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('read-write-split'),
});
