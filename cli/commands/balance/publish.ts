import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import type { PublishFlags } from '../../balance/publish/command.ts';
import { durationOf } from '../../run/request.ts';
import { namespaceOf } from '../../balance/namespace.ts';
import { documentation } from '../../terminal/documentation.ts';
import { accessFlags, text, yesNo } from '../monitors/shared-flags.ts';

export const balancePublish = buildCommand<PublishFlags, string[], Context>({
  docs: documentation({
    brief: 'Publish three metrics of balance for each service and minute',
    details:
      'PeakToAverage, WastedCapacity (percent) and, where requests were counted, BeyondChance (above 1: no chance), with\n' +
      'the dimensions ClusterName and ServiceName. Reads what "bilancia balance" reads. A minute is published once, three\n' +
      'minutes after it, when its events have come. What was published is known from --state, or with --to cloudwatch\n' +
      'from the metric itself, so that the process may end at any time and another may go on.\n' +
      '--to emf prints lines in the embedded metric format, of which CloudWatch Logs makes the metrics.',
    examples: [
      ['bilancia balance publish events/ --state state.json', 'lines for the minutes that are new'],
      [
        'bilancia balance publish --log-group /aws/ecs/containerinsights/booking/performance --to cloudwatch --every 1m',
        'from one service of AWS to the other, for as long as it runs',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: { brief: 'File, folder or run folder', parse: String, placeholder: 'source' },
    },
    flags: {
      once: yesNo('Publish what is new, and end (what it does without --every)'),
      every: {
        kind: 'parsed',
        parse: durationOf('--every'),
        optional: true,
        brief: 'Read and publish again and again, so far apart',
        placeholder: 'time',
      },
      to: {
        kind: 'enum',
        values: ['emf', 'cloudwatch'],
        default: 'emf',
        brief: 'Lines on standard output, or PutMetricData',
      },
      namespace: {
        kind: 'parsed',
        parse: namespaceOf,
        default: 'Bilancia/Balance',
        brief: 'Namespace of the metrics',
        placeholder: 'name',
      },
      logGroup: text('Log group of Container Insights to read the last 45 minutes of', 'name'),
      state: text('File that remembers the last minute of each service', 'file'),
      region: text('Region of the log group and of the metrics (default: AWS_REGION)', 'region'),
      ...accessFlags,
    },
  },
  loader: async () => (await import('../../balance/publish/command.ts')).publishCommand,
});
