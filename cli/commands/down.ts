import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { defaultOptions } from '../../targets/local-options.ts';
import type { DownFlags } from '../cluster/down.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const down = buildCommand<DownFlags, [], Context>({
  docs: documentation({
    brief: 'Stop the local reference system and remove its files',
    details:
      'Lets the tasks finish their requests, then stops everything. Within 15 seconds no process, port or file is left,\n' +
      'even when its supervisor hangs or was killed.',
    examples: [
      ['bilancia down', 'stop the cluster "default"'],
      ['bilancia down --name second', 'stop another cluster'],
    ],
  }),
  parameters: {
    flags: {
      name: {
        kind: 'parsed',
        parse: String,
        default: defaultOptions.name,
        brief: 'Name of the cluster',
        placeholder: 'name',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../cluster/down.ts')).runDown,
});
