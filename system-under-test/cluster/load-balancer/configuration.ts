import {
  accessLogFormat,
  accessLogRules,
  type BalancerNames,
  brokenRequestLogFormat,
} from './access-log-format.ts';
import { statusRules } from './status-rules.ts';
import { type BalancerTimeouts, connectRetries, defaultTimeouts } from './timeouts.ts';

export const backend = 'pms';
export const frontend = 'public';

export interface BalancerOptions {
  readonly publicPort: number;
  readonly adminSocket: string;
  /** `address:port` of every task that there may ever be; each is off until it is switched on. */
  readonly slots: readonly string[];
  /** Files that the process may open. */
  readonly openFiles: number;
  readonly names: BalancerNames;
  /** Whether visitors who keep cookies come back to the same task, as with a target group's duration-based stickiness. */
  readonly isSticky?: boolean;
  readonly timeouts?: BalancerTimeouts;
}

/** As AWS calls the cookie of its load balancer. */
const stickyCookie = 'AWSALB';

/** Of the open files, what is not kept for connections to tasks. */
const shareForClients = 0.7;

/** Visitors whose connections one node takes at once, with so many open files. */
export function connectionsOf(openFiles: number): number {
  return Math.floor(openFiles * shareForClients);
}

/**
 * HAProxy's configuration file. Choices that are not plain:
 * - idle connections to tasks are shared by all clients (`http-reuse always`): a task never closes an idle one before
 *   it drains, so the risk that this usually has is not there, and 10,000 visitors need only a few of them;
 * - several nodes listen on one address, and the kernel gives each its share of the connections (`SO_REUSEPORT`, which
 *   HAProxy sets by itself), as a name with an address for each node does;
 * - a request is tried elsewhere only when no connection could be made, so nothing is ever done twice.
 */
export function balancerConfiguration(options: BalancerOptions): string {
  const { timeouts = defaultTimeouts, isSticky = false } = options;
  const connections = connectionsOf(options.openFiles);
  const lines = [
    'global',
    `  stats socket ${options.adminSocket} mode 600 level admin`,
    `  maxconn ${connections}`,
    `  ulimit-n ${options.openFiles}`,
    '  no strict-limits',
    '  nbthread 1',
    '',
    'defaults',
    '  mode http',
    `  timeout connect ${timeouts.connect}ms`,
    '  timeout client 1h',
    '  timeout http-keep-alive 1h',
    `  timeout http-request ${timeouts.request}ms`,
    '  timeout queue 5s',
    `  timeout server ${timeouts.target}ms`,
    '  timeout check 5s',
    '  option abortonclose',
    '',
    `frontend ${frontend}`,
    `  bind 127.0.0.1:${options.publicPort} backlog 8192`,
    `  maxconn ${connections}`,
    '  log stdout len 16384 format raw local0',
    '  option dontlognull',
    '  option http-ignore-probes',
    '  option forwardfor',
    ...[...accessLogRules, ...statusRules(timeouts)].map((rule) => `  ${rule}`),
    '  http-request set-header X-Forwarded-Proto http',
    '  http-request set-header X-Forwarded-Port %[dst_port]',
    `  log-format "${accessLogFormat(options.names)}"`,
    `  error-log-format "${brokenRequestLogFormat(options.names)}"`,
    `  default_backend ${backend}`,
    '',
    `backend ${backend}`,
    '  balance roundrobin',
    '  http-reuse always',
    `  retries ${connectRetries}`,
    '  option redispatch 1',
    '  retry-on conn-failure',
    '  option httpchk',
    '  http-check send meth GET uri /health/ready ver HTTP/1.1 hdr Host health.localhost',
    '  http-check expect status 200',
    ...(isSticky ? [`  cookie ${stickyCookie} insert indirect nocache`] : []),
    '  default-server check inter 2s fastinter 500ms downinter 500ms fall 3 rise 1 disabled',
    ...options.slots.map(
      (slot, nth) => `  server ${slot} ${slot}${isSticky ? ` cookie ${nth}` : ''}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
