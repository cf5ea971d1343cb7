import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import type { DoctorFlags } from '../doctor/run.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const doctor = buildCommand<DoctorFlags, [], Context>({
  docs: documentation({
    brief: 'Check what is installed, what is missing and how to get it',
    details:
      'Checks every component that the other commands start, and the limits of this machine. Exit status 2 when\n' +
      'something that "bilancia start" needs is missing, else 0.',
    examples: [
      ['bilancia doctor', 'check this machine'],
      ['bilancia doctor --json', 'the same as JSON'],
      ['bilancia doctor --build-k6', 'build k6 with Go if there is none'],
    ],
  }),
  parameters: {
    flags: {
      json: jsonFlag,
      buildK6: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Build k6 first if there is none',
      },
      xk6Ts: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Also build k6 1.8.1 with xk6-ts if there is none',
      },
      sqlProxy: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Also fetch ShardingSphere-Proxy (70 MB, by Maven) if it is not there',
      },
    },
  },
  loader: async () => (await import('../doctor/run.ts')).runDoctor,
});
