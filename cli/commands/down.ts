import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { defaultOptions } from '../../targets/local-options.ts';
import type { DownFlags } from '../cluster/down.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const down = buildCommand<DownFlags, [], Context>({
  docs: documentation({
    brief: 'End the local reference system and remove all that it wrote',
    details:
      'Lets the tasks finish what they do, then ends everything: within 15 seconds no process, no port and no file of\n' +
      'it is left, even when its supervisor hangs or was killed.',
    examples: [
      ['bilancia down', 'end the cluster "default"'],
      ['bilancia down --name second', 'end another one'],
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
