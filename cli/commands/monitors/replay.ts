import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { parseLogGroup, parseStandIn } from '../../../monitors/replay/parse-flags.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { ReplayFlags } from '../../monitors/replay.ts';
import { text } from './shared-flags.ts';

export const replay = buildCommand<ReplayFlags, [string], Context>({
  docs: documentation({
    brief: 'Play a recorded run through the alarms: which fired, when, how long after the cause',
    details:
      'RUN is a run folder, also one of a run that crashed. Its container events become metrics of ECS, its access log\n' +
      'those of the load balancer, its samples of readers those of Aurora, and the log lines of its service go through the\n' +
      'metric filters. Alarms on what the run did not record are listed and not played. Exit status: 0 played, 2 could not run.',
    examples: [
      [
        'bilancia monitors replay runs/20261122T101500-steady',
        'with the definitions of bilancia.monitors.ts',
      ],
      ['bilancia monitors replay RUN --monitors prod.monitors.ts', 'with other definitions'],
      [
        'bilancia monitors replay RUN --log-group service=/ecs/pms',
        'with the lines of the service as that log group',
      ],
      [
        'bilancia monitors replay RUN --as DBInstanceIdentifier/db-2=prod-reader-1',
        'with that reader in place of the other',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Run folder', parse: String, placeholder: 'run' }],
    },
    flags: {
      monitors: text('File of definitions; bilancia.monitors.ts without it', 'file'),
      as: {
        kind: 'parsed',
        parse: parseStandIn,
        variadic: true,
        optional: true,
        brief:
          'DIMENSION/RUN=DEFINITIONS: which value of the run stands for which of the definitions',
        placeholder: 'value',
      },
      logGroup: {
        kind: 'parsed',
        parse: parseLogGroup,
        variadic: true,
        optional: true,
        brief:
          'SOURCE=GROUP: which lines (service, access-log, container-events) are which log group',
        placeholder: 'group',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/replay.ts')).replayCommand,
});
