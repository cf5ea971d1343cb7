import { buildRouteMap } from '@stricli/core';
import { documentation } from '../../terminal/documentation.ts';
import { connections } from './connections.ts';
import { exec } from './exec.ts';
import { preflight } from './preflight.ts';
import { readerBalance } from './reader-balance.ts';
import { readerJoin } from './reader-join.ts';
import { readWriteSplit } from './read-write-split.ts';

import { whatIf } from './what-if.ts';

/** Every probe as a command. To add one: a file beside this one, and a line here. Order is that of `--help`. */
export const probe = buildRouteMap({
  routes: {
    'reader-balance': readerBalance,
    'reader-join': readerJoin,
    connections,
    'what-if': whatIf,
    'read-write-split': readWriteSplit,
    preflight,
    exec,
  },
  docs: documentation({
    brief: 'Look at a live system, read-only, and say what would break',
    examples: [
      ['bilancia probe reader-balance --for 5m', 'are the readers balanced, and why not?'],
    ],
  }),
});
