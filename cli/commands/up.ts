import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { flagsOfUp } from '../cluster/flags-of-up.ts';
import type { UpFlags } from '../cluster/up.ts';
import { documentation } from '../terminal/documentation.ts';

export const up = buildCommand<UpFlags, [], Context>({
  docs: documentation({
    brief: 'Start the reference system on this machine',
    details:
      'Starts a booking system and all that it runs on: a MariaDB writer and two readers, a name server, a load\n' +
      'balancer, two session stores and some tasks, each on its own loopback address. Returns when it is ready for\n' +
      'visitors; stop it with "bilancia down". Every start begins with fresh data, which is removed at the end.',
    examples: [
      ['bilancia up', 'three tasks, semi-synchronous replication, safe booking'],
      ['bilancia up --booking-mode naive', 'a system that double-books, to see it caught'],
      ['bilancia up --name second --tasks 6', 'a second cluster next to the first'],
      [
        'bilancia up --autoscale tasks:cpu=60,min=2,max=6 --autoscale-minute 2s',
        'tasks come and go as on ECS, thirty times as fast',
      ],
      ['bilancia up --edge', 'visitors come through a CDN with a firewall'],
      ['bilancia up --attached', 'a cluster that stops with this command'],
    ],
  }),
  parameters: { flags: flagsOfUp },
  loader: async () => (await import('../cluster/up.ts')).runUp,
});
