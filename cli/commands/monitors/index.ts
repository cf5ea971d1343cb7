import { buildRouteMap } from '@stricli/core';
import { documentation } from '../../documentation.ts';
import { match } from './match.ts';

/** What works on monitors. To add a command: a file beside this one, and a line here. Order is that of `--help`. */
export const monitors = buildRouteMap({
  routes: { match },
  docs: documentation({
    brief: 'Try CloudWatch definitions before the incident: filters, alarms, dashboards',
    examples: [
      ["bilancia monitors match '[(w1=\"*CRITICAL*\")]' app.log", 'the lines that a metric filter counts'],
    ],
  }),
});
