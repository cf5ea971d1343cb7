import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { ReplayFlags } from '../../monitors/replay.ts';
import { replayFlags } from './replay-flags.ts';
import { placeFlags, text } from './shared-flags.ts';

export const replay = buildCommand<ReplayFlags, string[], Context>({
  docs: documentation({
    brief: 'Play a recorded run through the alarms: which fired, when, how long after the cause',
    details:
      'RUN is a run folder, even of a run that crashed. Its container events become ECS metrics, its access log load balancer\n' +
      'metrics, its reader samples Aurora metrics, and the log lines of its service go through the metric filters. Alarms on\n' +
      'anything that the run did not record are listed, not played. Instead of a run: files with what GetMetricData was asked\n' +
      'and answered, or GetMetricStatistics answered, and log exports (JSON of AWS, S3 exports, lines with their times).\n' +
      'Exit status: 0 played, 2 could not run.',
    examples: [
      [
        'bilancia monitors replay queries.json data.json events.json --log-group events.json=/ecs/pms',
        'what CloudWatch recorded itself',
      ],
      [
        'bilancia monitors replay runs/20261122T101500-steady',
        'with the definitions of bilancia.monitors.ts',
      ],
      ['bilancia monitors replay RUN --monitors prod.monitors.ts', 'with other definitions'],
      [
        'bilancia monitors replay RUN --log-group service=/ecs/pms',
        'use the service log as that log group',
      ],
      [
        'bilancia monitors replay RUN --as DBInstanceIdentifier/db-2=prod-reader-1',
        'use reader db-2 of the run as prod-reader-1',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Run folder, or files exported from CloudWatch',
        parse: String,
        placeholder: 'run',
      },
      minimum: 1,
    },
    flags: {
      monitors: text('File of definitions; default: bilancia.monitors.ts', 'file'),
      ...placeFlags,
      ...replayFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/replay.ts')).replayCommand,
});
