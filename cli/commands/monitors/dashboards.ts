import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { renderers } from '../../../monitors/dashboards/renderers/index.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { DashboardsFlags } from '../../monitors/dashboards.ts';
import { definitionsArgument, filesFlags, nameIn, placeFlags } from './shared-flags.ts';

export const dashboards = buildCommand<DashboardsFlags, string[], Context>({
  docs: documentation({
    brief: 'Write dashboards as files for CloudWatch or Grafana',
    details:
      'FILE is what "bilancia monitors lint" takes; default: bilancia.monitors.ts. Besides the dashboards that FILE defines\n' +
      'there is always an overview: the state of every alarm, and a graph of each with its threshold. Without --out, lists\n' +
      'the dashboards.',
    examples: [
      ['bilancia monitors dashboards', 'list the dashboards'],
      [
        'bilancia monitors dashboards --out dashboards',
        'bodies for "aws cloudwatch put-dashboard"',
      ],
      [
        'bilancia monitors dashboards --format grafana --out dashboards',
        'files for Grafana to import',
      ],
    ],
  }),
  parameters: {
    positional: definitionsArgument,
    flags: {
      format: nameIn(renderers, 'cloudwatch', 'Product that will import the files'),
      ...filesFlags,
      ...placeFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/dashboards.ts')).dashboardsCommand,
});
