import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import type { DoctorFlags } from '../doctor/run.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const doctor = buildCommand<DoctorFlags, [], Context>({
  docs: documentation({
    brief: 'Say what is installed, what is missing and how to get it',
    details:
      'Looks for every component that the other commands start, and at the limits of this machine. Exit status 2 when\n' +
      'something is missing that "bilancia start" needs, else 0.',
    examples: [
      ['bilancia doctor', 'look at this machine'],
      ['bilancia doctor --json', 'the same for a program'],
      ['bilancia doctor --build-k6', 'build k6 once, with Go, when there is none'],
    ],
  }),
  parameters: {
    flags: {
      json: jsonFlag,
      buildK6: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Build k6 first when there is none',
      },
      xk6Ts: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Build k6 1.8.1 with xk6-ts first, likewise',
      },
    },
  },
  loader: async () => (await import('../doctor/run.ts')).runDoctor,
});
