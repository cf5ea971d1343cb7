import { buildRouteMap } from '@stricli/core';
import { documentation } from '../../terminal/documentation.ts';
import { balanceDeploy } from './deploy.ts';
import { balancePublish } from './publish.ts';
import { balanceReport } from './report.ts';

/** Everything about the balance of tasks; without another word it is the report. Order is that of `--help`. */
export const balance = buildRouteMap({
  routes: { report: balanceReport, publish: balancePublish, deploy: balanceDeploy },
  defaultCommand: 'report',
  docs: documentation({
    brief: 'Say how evenly load lies on tasks over time, and why not',
    details:
      'Without "report", "publish" or "deploy" it is the report: "bilancia balance report --help".',
    examples: [
      [
        'bilancia balance events.ndjson.gz alb-logs/ tasks.json',
        'what there is to say, in sentences',
      ],
      [
        'bilancia balance publish events/ --state state.json',
        'the same as metrics, minute by minute',
      ],
    ],
  }),
});
