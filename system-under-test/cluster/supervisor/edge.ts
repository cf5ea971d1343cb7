import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { parseEdgeLogLine } from '../../../core/formats/cloudfront-log.ts';
import { openTail } from '../../../core/tail.ts';
import { referenceDistribution } from '../edge/behavior.ts';
import { enforcement } from '../edge/firewall/enforce.ts';
import type { Firewall } from '../edge/firewall/rules.ts';
import { edgeLogFormat } from '../edge/log-format.ts';
import { edgeTally, type EdgeTally } from '../edge/tally.ts';
import {
  checkLog,
  compileProblem,
  logArguments,
  type Varnish,
  varnishArguments,
} from '../edge/varnish.ts';
import { edgeConfiguration } from '../edge/vcl/compile.ts';
import type { ClusterOptions } from '../options.ts';
import type { Launcher } from '../processes/launcher.ts';
import { openOutput } from '../processes/output-file.ts';
import { checkPort } from './checks.ts';
import type { PartRegistry } from './part-registry.ts';
import { keepService, type Service } from './service.ts';

interface EdgeServices {
  readonly options: Pick<ClusterOptions, 'firewall'>;
  readonly launcher: Launcher;
  readonly registry: PartRegistry;
  readonly stopping: AbortSignal;
  readonly now: () => number;
  readonly log: (line: string) => void;
  readonly port: number;
  readonly varnish: Varnish;
  /** `host:port` of the load balancer. */
  readonly origin: string;
}

/** Starts what stands before the load balancer: Varnish, what writes its log, and its firewall, which goes by that log. */
export async function startEdge(plan: EdgeServices): Promise<void> {
  const { launcher, registry, stopping, options, origin, now } = plan;
  const { paths } = launcher;
  await mkdir(paths.edgeWork, { recursive: true, mode: 0o700 });
  await mkdir(paths.edgeBlocked, { recursive: true, mode: 0o700 });
  const configuration = edgeConfiguration({
    distribution: referenceDistribution,
    firewall: options.firewall,
    origin,
    blockedFolder: paths.edgeBlocked,
    startId: now().toString(36),
  });
  await writeFile(paths.edgeConfiguration, configuration, { mode: 0o600 });
  await writeFile(paths.edgeLog, '', { mode: 0o600 });
  const tally = edgeTally();
  await keepService(varnishService(plan, tally), registry, stopping).catch(
    async (error: unknown) => {
      throw withCompileProblem(error, await readFile(paths.log('edge'), 'utf8'));
    },
  );
  await keepService(logService(plan), registry, stopping);
  void guard(plan, options.firewall, tally);
}

function varnishService({ launcher, port, varnish }: EdgeServices, tally: EdgeTally): Service {
  const { paths } = launcher;
  const configuration = paths.edgeConfiguration;
  const args = varnishArguments({ port, configuration, workFolder: paths.edgeWork });
  return {
    name: 'edge',
    kind: 'edge',
    address: `127.0.0.1:${port}`,
    start: () => launcher.start('edge', { path: varnish.varnishd }, args),
    check: async () => {
      await checkPort('127.0.0.1', port);
      return tally.inWords();
    },
    restart: true,
  };
}

function logService({ launcher, port, varnish }: EdgeServices): Service {
  const { paths } = launcher;
  const args = logArguments(paths.edgeWork, edgeLogFormat);
  let pid: number | undefined;
  return {
    name: 'edge-log',
    kind: 'edge-log',
    address: `127.0.0.1:${port}`,
    start: () => {
      const running = launcher.start('edge-log', { path: varnish.varnishncsa }, args, {
        env: { TZ: 'UTC' },
        output: openOutput('edge log', paths.edgeLog),
      });
      ({ pid } = running.child);
      return running;
    },
    check: async () => {
      await checkLog(pid, paths.edgeWork);
      return '';
    },
    restart: true,
  };
}

/** Varnish compiles what it is to do, and the end of what it says then is not the reason. */
function withCompileProblem(error: unknown, log: string): unknown {
  const problem = compileProblem(log);
  if (problem === undefined) return error;
  const reason = 'Varnish cannot compile its configuration';
  return knownError('cluster-failed', { part: 'edge', reason, log: problem }, error);
}

const lookEveryMs = 1000;

/** Reads the log as it grows, counts what the firewall's rules are about, and blocks. */
async function guard(
  { launcher, registry, stopping, now, log }: EdgeServices,
  firewall: Firewall,
  tally: EdgeTally,
): Promise<void> {
  const { paths } = launcher;
  const tail = openTail(paths.edgeLog, 'beginning');
  const enforced = enforcement(firewall, paths.edgeBlocked, { random: Math.random });
  let problem: string | undefined;
  while (!stopping.aborted) {
    try {
      for (const line of tail.next()) {
        const entry = parseEdgeLogLine(line);
        if (entry === undefined) continue;
        tally.saw(entry);
        enforced.saw(entry);
      }
      enforced.enforce(now());
      tally.blocks(enforced.blocked());
      problem = undefined;
    } catch (error) {
      const reason = `its firewall cannot block: ${reasonOf(error)}`;
      if (reason !== problem) log(`edge: ${reason}`);
      problem = reason;
    }
    registry.warn('edge', 'firewall', problem);
    await pause(lookEveryMs);
  }
}
