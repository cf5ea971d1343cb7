import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { defaultOptions } from '../../targets/local-options.ts';
import type { StatusFlags } from '../cluster/status.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const status = buildCommand<StatusFlags, [], Context>({
  docs: documentation({
    brief: 'Show the health of every part of the local reference system',
    details:
      'Exit status 0 when every part is healthy, 1 when one is not, 2 when the cluster is not up or does not answer.',
    examples: [
      ['bilancia status', 'a table of all parts'],
      ['bilancia status --name second --json', 'another cluster, as JSON'],
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
  loader: async () => (await import('../cluster/status.ts')).runStatus,
});
