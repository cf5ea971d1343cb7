import { buildRouteMap } from '@stricli/core';
import { documentation } from '../../terminal/documentation.ts';
import { apply } from './apply.ts';
import { drift } from './drift.ts';
import { plan } from './plan.ts';
import { exportMonitors } from './export.ts';
import { init } from './init.ts';
import { dashboards } from './dashboards.ts';
import { lint } from './lint.ts';
import { match } from './match.ts';
import { math } from './math.ts';
import { replay } from './replay.ts';
import { test } from './test.ts';
import { vectors } from './vectors.ts';
import { packs } from './packs.ts';

/** What works on monitors. To add a command: a file beside this one, and a line here. Order is that of `--help`. */
export const monitors = buildRouteMap({
  routes: {
    init,
    packs,
    lint,
    match,
    math,
    vectors,
    export: exportMonitors,
    dashboards,
    test,
    replay,
    plan,
    apply,
    drift,
  },
  docs: documentation({
    brief: 'Lint, test and deploy CloudWatch filters, alarms and dashboards',
    examples: [
      [
        'bilancia monitors match \'[(w1="*CRITICAL*")]\' app.log',
        'the lines that a metric filter counts',
      ],
    ],
  }),
});
