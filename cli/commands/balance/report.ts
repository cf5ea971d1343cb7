import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import type { BalanceFlags } from '../../balance/command.ts';
import { ceilingOf } from '../../balance/ceiling.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';

export const balanceReport = buildCommand<BalanceFlags, string[], Context>({
  docs: documentation({
    brief: 'Say how evenly load lies on tasks over time, and why not',
    details:
      'Reads Container Insights performance events (NDJSON, as exported to S3, or as FilterLogEvents answers; gzip or\n' +
      'not), statistics of the task metadata endpoint, ALB access logs, and lists of tasks with their addresses (as\n' +
      'DescribeTasks answers), or run folders. Without an access log and addresses it says what cannot be told. Of\n' +
      'minimum, average and maximum of AWS/ECS (what "bilancia fetch" keeps, or get-metric-statistics prints) it says what\n' +
      'they tell without knowing a single task. The exit status is 1 when load lies unevenly beyond chance and by enough\n' +
      'to matter, 3 when that cannot be said.',
    examples: [
      ['bilancia balance report events.ndjson.gz', 'CPU of tasks alone'],
      [
        'bilancia balance report events.ndjson.gz alb-logs/ tasks.json',
        'and the requests of each task',
      ],
      ['bilancia balance report web.json', 'AWS/ECS metrics of the service "web", nothing else'],
      [
        'bilancia balance report export/ --html balance.html',
        'a folder, with a page for others to read',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { brief: 'File, folder or run folder', parse: String, placeholder: 'source' },
    },
    flags: {
      prices: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'JSON file with prices of your own',
        placeholder: 'file',
      },
      region: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Region whose prices count (that of the tasks)',
        placeholder: 'region',
      },
      ceiling: {
        kind: 'parsed',
        parse: ceilingOf,
        default: '80',
        brief: 'CPU in percent at which the hottest task is still safe',
        placeholder: 'percent',
      },
      html: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Also write a page with a heat map',
        placeholder: 'file',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../balance/command.ts')).balanceCommand,
});
