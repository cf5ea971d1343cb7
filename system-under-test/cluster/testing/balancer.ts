// @module-tag needs/haproxy
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { endChild, spawnTied } from '../../../core/child-process.ts';
import { choosePublicPort } from '../addresses.ts';
import { setSlot } from '../load-balancer/admin.ts';
import { balancerConfiguration } from '../load-balancer/configuration.ts';
import type { BalancerTimeouts } from '../load-balancer/timeouts.ts';
import { findPrograms } from '../processes/programs.ts';
import { untilItWorks } from '../until.ts';

/** AWS's field names in order; the last four were added after 2023. */
const fieldNames =
  'type time elb client:port target:port request_processing_time target_processing_time response_processing_time elb_status_code target_status_code received_bytes sent_bytes request user_agent ssl_cipher ssl_protocol target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority request_creation_time actions_executed redirect_url error_reason target:port_list target_status_code_list classification classification_reason conn_trace_id transformed_host transformed_uri request_transform_status'.split(
    ' ',
  );

export interface VisitOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** For what comes at once, unless the machine is busy. */
const patienceMs = 30_000;

/** A real HAProxy with the configuration of a cluster, before tasks that a test makes. */
export interface TestBalancer {
  readonly port: number;
  readonly adminSocket: string;
  readonly slots: readonly string[];
  readonly targetGroup: string;
  /** Tasks that were started, by slot. */
  readonly tasks: ReadonlyMap<string, Server>;
  /** Starts a task at `slot` and sends it visitors. */
  readonly startTask: (slot: string, answer?: TaskAnswer) => Promise<void>;
  readonly visit: (
    path: string,
    options?: VisitOptions,
  ) => Promise<{ status: number | undefined; body: string }>;
  /** The log's line with `needle`, by AWS's field names. */
  readonly logged: (needle: string) => Promise<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export type TaskAnswer = (
  incoming: IncomingMessage,
  response: ServerResponse,
  slot: string,
) => void;

/** Says its slot; slowly on /slow, and not at all to /missing. */
const plainAnswer: TaskAnswer = ({ url }, response, slot) => {
  if (url === '/slow') setTimeout(() => response.end('late'), 300);
  else response.writeHead(url === '/missing' ? 404 : 200).end(slot);
};

export async function startTestBalancer(plan: {
  readonly slots: number;
  readonly timeouts?: BalancerTimeouts;
}): Promise<TestBalancer> {
  const folder = mkdtempSync(join(tmpdir(), 'bil-lb-'));
  const adminSocket = join(folder, 'admin.sock');
  const accessLog = join(folder, 'access.log');
  const network = `127.${randomInt(16, 250)}.${randomInt(1, 250)}`;
  const slots = Array.from({ length: plan.slots }, (_, index) => `${network}.${101 + index}:8080`);
  const targetGroup = 'arn:aws:elasticloadbalancing:local-1:000000000000:targetgroup/pms/1';
  const tasks = new Map<string, Server>();
  const port = await choosePublicPort(undefined);
  const path = join(folder, 'haproxy.cfg');
  const configuration = balancerConfiguration({
    publicPort: port,
    adminSocket,
    slots,
    openFiles: 4096,
    names: { balancer: 'app/test/1', targetGroup },
    ...(plan.timeouts ? { timeouts: plan.timeouts } : {}),
  });
  writeFileSync(path, configuration);
  const haproxy = spawnTied(findPrograms().haproxy, ['-db', '-f', path], {
    stdio: ['ignore', openSync(accessLog, 'a'), 'ignore'],
  });
  return {
    port,
    adminSocket,
    slots,
    targetGroup,
    tasks,
    startTask: async (slot, answer = plainAnswer) => {
      const [host = '', at] = slot.split(':');
      const server = createServer((incoming, response) => answer(incoming, response, slot));
      server.keepAliveTimeout = 3_600_000;
      server.listen(Number(at), host);
      await once(server, 'listening');
      tasks.set(slot, server);
      await untilItWorks(() => setSlot([adminSocket], slot, 'ready'), { withinMs: patienceMs });
    },
    visit: async (path, options = {}) => {
      const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }).end();
      const [response]: IncomingMessage[] = await once(asked, 'response');
      if (response === undefined) throw new Error('no response');
      return { status: response.statusCode, body: await text(response) };
    },
    logged: (needle) => lineOf(accessLog, needle),
    stop: async () => {
      await endChild(haproxy);
      for (const server of tasks.values()) server.close().closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function lineOf(accessLog: string, needle: string): Promise<Record<string, string>> {
  const line = await untilItWorks(
    async () => {
      const found = readFileSync(accessLog, 'utf8')
        .split('\n')
        .find((text) => text.includes(needle));
      if (found === undefined) throw new Error(`nothing logged for ${needle}`);
      return found;
    },
    { withinMs: patienceMs },
  );
  const fields = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  if (fields.length !== fieldNames.length) throw new Error(`${fields.length} fields: ${line}`);
  return Object.fromEntries(fieldNames.map((name, index) => [name, fields[index] ?? '']));
}
