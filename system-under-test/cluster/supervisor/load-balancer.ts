import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { askBalancer } from '../load-balancer/admin.ts';
import { balancerConfiguration } from '../load-balancer/configuration.ts';
import type { Launcher } from '../processes/launcher.ts';
import type { Service } from './service.ts';

interface BalancerPlan {
  readonly launcher: Launcher;
  readonly clusterName: string;
  readonly publicPort: number;
  readonly slots: readonly string[];
  readonly openFiles: number;
  readonly afterStart: () => Promise<void>;
}

/** HAProxy. Its standard output is the access log. */
export function balancerService(plan: BalancerPlan): Service {
  const { paths } = plan.launcher;
  const id = createHash('sha256').update(plan.clusterName).digest('hex').slice(0, 16);
  const configuration = balancerConfiguration({
    publicPort: plan.publicPort,
    adminSocket: paths.admin,
    slots: plan.slots,
    openFiles: plan.openFiles,
    names: {
      balancer: `app/${plan.clusterName}/${id}`,
      targetGroup: `arn:aws:elasticloadbalancing:local-1:000000000000:targetgroup/pms/${id}`,
    },
  });
  return {
    name: 'load-balancer',
    kind: 'load-balancer',
    address: `127.0.0.1:${plan.publicPort}`,
    start: () => {
      writeFileSync(paths.balancerConfiguration, configuration, { mode: 0o600 });
      const args = ['-db', '-f', paths.balancerConfiguration];
      const output = { what: 'access log', path: paths.accessLog };
      return plan.launcher.start('load-balancer', 'haproxy', args, { output });
    },
    check: async () => balancerDetail(await askBalancer(paths.admin, 'show info')),
    restart: true,
    afterStart: plan.afterStart,
  };
}

function balancerDetail(info: string): string {
  const value = (name: string): string =>
    new RegExp(`^${name}: (.*)$`, 'm').exec(info)?.[1] ?? 'unknown';
  return `${value('CurrConns')} of ${value('Maxconn')} connections`;
}

const mostOpenFiles = 40_000;

/** How many files a process of this user may open. Node has no call for it, the shell has. */
export async function openFilesLimit(): Promise<number> {
  const { stdout } = await promisify(execFile)('sh', ['-c', 'ulimit -Hn']);
  const limit = Number(stdout.trim());
  return Number.isInteger(limit) ? Math.min(limit, mostOpenFiles) : mostOpenFiles;
}
