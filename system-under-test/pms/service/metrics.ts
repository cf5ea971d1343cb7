import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Databases } from '../database/databases.ts';
import type { PoolFigures } from '../database/pool.ts';
import type { SessionStore } from '../sessions/store.ts';

export interface RequestMetrics {
  /** @param seconds from the request's arrival to its answer */
  readonly observe: (route: string, status: number, seconds: number) => void;
}

/** One histogram of requests by route and status. */
export function requestMetrics(registry: Registry): RequestMetrics {
  const histogram = new Histogram({
    name: 'pms_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return { observe: (route, status, seconds) => histogram.observe({ route, status }, seconds) };
}

/** Connections by tenant and role, and the session nodes in use, read when somebody asks. */
export function resourceMetrics(
  registry: Registry,
  databases: Databases,
  sessions: SessionStore,
): void {
  const connections = new Gauge({
    name: 'pms_database_connections',
    help: 'Database connections by tenant, role and state; "waiting" counts requests without one.',
    labelNames: ['tenant', 'role', 'state'],
    registers: [],
    collect() {
      for (const [tenant, database] of [
        ...databases.tenants,
        ['platform', databases.platform] as const,
      ]) {
        for (const role of ['writer', 'reader'] as const) {
          for (const [state, value] of Object.entries(
            database[role].figures() satisfies PoolFigures,
          )) {
            this.set({ tenant, role, state }, value);
          }
        }
      }
    },
  });
  const nodes = new Gauge({
    name: 'pms_session_node_up',
    help: '1 while the session node is in use.',
    labelNames: ['node'],
    registers: [],
    collect() {
      for (const { address, alive } of sessions.nodes()) this.set({ node: address }, alive ? 1 : 0);
    },
  });
  registry.registerMetric(connections);
  registry.registerMetric(nodes);
}
