import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import type { MeteringFlags } from '../metering/command.ts';
import { countOf } from '../run/request.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const metering = buildCommand<MeteringFlags, [string], Context>({
  docs: documentation({
    brief: 'Reconcile requests per tenant, and say what each would be billed',
    details:
      'Counts the requests of each tenant of a run as the generator, the load balancer and the system itself did. They\n' +
      'must be the same; a difference is explained by tasks that ended and requests that reached none, or fails. With\n' +
      'packages (quota, burst, overage) it also says what each tenant would be billed.',
    examples: [
      ['bilancia metering runs/steady', 'whether three counts agree'],
      [
        'bilancia metering runs/steady --packages packages.json --times 720',
        'a month of such hours',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Run folder', parse: String, placeholder: 'run' }],
    },
    flags: {
      packages: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'JSON file with packages, and the package of each tenant',
        placeholder: 'file',
      },
      times: {
        kind: 'parsed',
        parse: countOf('--times'),
        default: '1',
        brief: 'How often a month has what the run had',
        placeholder: 'n',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../metering/command.ts')).meteringCommand,
});
