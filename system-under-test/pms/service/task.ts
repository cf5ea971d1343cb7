import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Configuration } from '../configuration.ts';
import { openDatabases } from '../database/databases.ts';
import { keptCatalogs } from '../catalog/catalog.ts';
import type { Logger } from '../logging/logger.ts';
import { type FrontEnd, openFrontEnd } from '../front-end/files.ts';
import { memcachedSessions } from '../sessions/memcached.ts';
import { ownSessions } from '../sessions/own.ts';
import { type App, createApp } from './app.ts';
import type { Dependencies } from '../framework/deps.ts';
import { type CloseDoors, openDoors } from './doors.ts';
import { startJobs } from './jobs.ts';
import { warmUp } from './warm-up.ts';
import { tenantDirectory } from '../tenants/tenants.ts';
import { noUsage, usageMeter } from '../tenants/usage.ts';

export interface TaskContext {
  readonly logger: Logger;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly newId?: () => string;
}

export interface RunningTask {
  readonly address: AddressInfo;
  readonly app: App;
  readonly deps: Dependencies;
  /** Not ready at once, then closes the door, lets running requests end, and gives everything back. */
  readonly drain: () => Promise<void>;
}

/** Starts one task and returns when it listens. */
export async function startTask(
  configuration: Configuration,
  context: TaskContext,
): Promise<RunningTask> {
  const draining = new AbortController();
  const frontEnd = await openFrontEnd(configuration.frontEndFolder);
  const deps = assemble(configuration, context, frontEnd, draining.signal);
  const app = createApp(deps);
  collectDefaultMetrics({ register: deps.registry });
  if (configuration.warmUpRounds > 0) {
    // An application of its own, so that what it answers to nobody is in no metric and on no bill.
    const trial = createApp({ ...deps, usage: noUsage, registry: new Registry() });
    await warmUp(serverOf(trial), deps, configuration.warmUpRounds);
  }
  const server = serverOf(app);
  // The load balancer decides when a connection ends. A shorter time here would close connections under its requests.
  server.keepAliveTimeout = 3_600_000;
  const closeDoors = await openDoors(server, configuration.listen.host, configuration.listen.port);
  const stopJobs = startJobs(deps);

  const drain = async () => {
    if (draining.signal.aborted) return;
    draining.abort();
    await wait(configuration.drainDelaySeconds * 1000);
    await closeServer(server, closeDoors, configuration.drainSeconds);
    await stopJobs();
    await deps.usage.flush().catch((error: unknown) => {
      deps.logger.warning('The last usage counts are lost', { exception: error });
    });
    deps.sessions.close();
    await deps.databases.close();
  };
  return { address: addressOf(server), app, deps, drain };
}

function serverOf({ hono }: App): Server {
  const server = createAdaptorServer({ fetch: hono.fetch });
  if (server instanceof Server) return server;
  throw new Error('an HTTP/1.1 server was asked for');
}

function assemble(
  configuration: Configuration,
  context: TaskContext,
  frontEnd: FrontEnd,
  draining: AbortSignal,
): Dependencies {
  const { logger, now = Date.now, random = Math.random, newId = randomUUID } = context;
  const databases = openDatabases(configuration, { now, random });
  return {
    configuration,
    databases,
    tenants: tenantDirectory(configuration.tenantsFile, databases),
    catalogs: keptCatalogs(now),
    sessions: configuration.flaws.includes('own-sessions')
      ? ownSessions()
      : memcachedSessions(configuration.sessions, { ttlSeconds: configuration.sessionSeconds }),
    usage: usageMeter(databases.platform, now),
    frontEnd,
    logger,
    registry: new Registry(),
    now,
    random,
    newId,
    draining,
  };
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

/** Takes no new connections, ends idle ones, and waits for the rest, but not for ever. */
async function closeServer(server: Server, closeDoors: CloseDoors, seconds: number): Promise<void> {
  const closed = Promise.all([once(server, 'close'), closeDoors()]);
  server.close();
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  await closed;
  clearTimeout(limit);
}
