import { accessLog } from './access-log.ts';
import { connections } from './connections.ts';
import { containerEvents } from './container-events.ts';
import { edgeLog } from './edge-log.ts';
import { edgeUsage } from './edge-usage.ts';
import { generatorHealth } from './generator-health.ts';
import { healthChecks } from './health-checks.ts';
import { invariantsDuring } from './invariants.ts';
import type { Observer } from './observer.ts';
import { readers } from './readers.ts';
import { serviceLog } from './service-log.ts';
import { tables } from './tables.ts';
import { topology } from './topology.ts';
import { usage } from './usage.ts';
import { writer } from './writer.ts';

/** Everything that is watched while load runs. To add one: a file beside this one, and a line here. */
export const observers: Readonly<Record<string, Observer>> = {
  'generator-health': generatorHealth,
  connections,
  'container-events': containerEvents,
  'access-log': accessLog,
  'edge-log': edgeLog,
  'edge-usage': edgeUsage,
  'health-checks': healthChecks,
  'service-log': serviceLog,
  readers,
  writer,
  tables,
  topology,
  invariants: invariantsDuring,
  usage,
};
