import type { Module } from '../service/endpoint.ts';
import { eventsModule } from './events/module.ts';
import { exportsModule } from './exports/module.ts';
import { foliosModule } from './folios/module.ts';
import { oauthModule } from './oauth/module.ts';
import { reportsModule } from './reports/module.ts';
import { reservationsModule } from './reservations/module.ts';
import { revenueModule } from './revenue/module.ts';

/** What staff and other systems use, a line a module. */
export const staffModules: readonly Module[] = [
  oauthModule,
  reservationsModule,
  foliosModule,
  revenueModule,
  reportsModule,
  exportsModule,
  eventsModule,
];
