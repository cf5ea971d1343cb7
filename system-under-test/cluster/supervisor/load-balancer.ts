import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { openFilesLimit } from '../../../core/machine-limits.ts';
import { answersOf, askBalancer } from '../load-balancer/admin.ts';
import { balancerConfiguration, connectionsOf } from '../load-balancer/configuration.ts';
import { mostLoadBalancers } from '../options.ts';
import type { Launcher } from '../processes/launcher.ts';
import type { OutputFile } from '../processes/output-file.ts';
import { accessLogWatch } from './access-log-watch.ts';
import type { PartRegistry } from './part-registry.ts';
import type { Service } from './service.ts';

interface BalancerPlan {
  readonly launcher: Launcher;
  readonly clusterName: string;
  readonly publicPort: number;
  readonly slots: readonly string[];
  readonly isSticky: boolean;
  readonly openFiles: number;
  readonly afterStart: () => Promise<void>;
  /** The access log, opened once for all nodes. */
  readonly accessLog: () => OutputFile;
  readonly warn: PartRegistry['warn'];
}

/** Names of the nodes: one is the load balancer itself. */
export function balancerNames(nodes: number): string[] {
  if (nodes === 1) return ['load-balancer'];
  return Array.from({ length: nodes }, (_, nth) => `load-balancer-${nth + 1}`);
}

/** A node of HAProxy. Its standard output is the access log, which all of them share. */
export function balancerService(name: string, plan: BalancerPlan): Service {
  const { paths } = plan.launcher;
  const watch = accessLogWatch(paths.accessLog);
  const id = createHash('sha256').update(plan.clusterName).digest('hex').slice(0, 16);
  const configuration = balancerConfiguration({
    publicPort: plan.publicPort,
    adminSocket: paths.admin(name),
    slots: plan.slots,
    isSticky: plan.isSticky,
    openFiles: plan.openFiles,
    names: {
      balancer: `app/${plan.clusterName}/${id}`,
      targetGroup: `arn:aws:elasticloadbalancing:local-1:000000000000:targetgroup/pms/${id}`,
    },
  });
  return {
    name,
    kind: 'load-balancer',
    address: `127.0.0.1:${plan.publicPort}`,
    start: () => {
      const path = paths.balancerConfiguration(name);
      writeFileSync(path, configuration, { mode: 0o600 });
      const args = ['-db', '-f', path];
      return plan.launcher.start(name, 'haproxy', args, { output: plan.accessLog() });
    },
    check: async () => {
      const socket = paths.admin(name);
      plan.warn(name, 'access log lines', watch.look(await answersOf(socket)));
      return balancerDetail(await askBalancer(socket, 'show info'));
    },
    restart: true,
    afterStart: plan.afterStart,
  };
}

function balancerDetail(info: string): string {
  const value = (name: string): string =>
    new RegExp(`^${name}: (.*)$`, 'm').exec(info)?.[1] ?? 'unknown';
  return `${value('CurrConns')} of ${value('Maxconn')} connections`;
}

/** Nodes that take so many connections at once, if as many as there may be do. */
export function balancersFor(connections: number): number {
  const needed = Math.ceil(connections / connectionsOf(balancerOpenFiles()));
  return Math.min(mostLoadBalancers, Math.max(1, needed));
}

const mostOpenFiles = 40_000;

/** Files that a node may open; it asks for all that this user may have. */
export function balancerOpenFiles(): number {
  return Math.min(openFilesLimit()?.hard ?? Infinity, mostOpenFiles);
}
