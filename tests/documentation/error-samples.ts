import type { ErrorCode, ErrorDetails } from '../../core/errors.ts';

/** An example of every error, for the page on errors; the compiler asks for one where a code is new. */
export const errorSamples: { readonly [C in ErrorCode]: ErrorDetails<C> } = {
  'unknown-name': {
    what: 'command',
    given: 'reprot',
    nearest: 'report',
    known: ['run', 'report', 'doctor'],
  },
  'bad-value': { what: '--visitors', given: 'many', expected: 'a whole number from 1 on' },
  'bad-usage': {
    problem: 'Expected argument for scenario',
    help: 'bilancia run --help',
  },
  'component-missing': {
    component: 'HAProxy',
    remedy: 'On Debian or Ubuntu: apt-get install haproxy.',
  },
  'build-failed': { what: 'k6', reason: 'interrupted by SIGINT' },
  'port-taken': {
    address: '127.0.0.1:8080',
    remedy: 'Give another with --port.',
  },
  'cluster-already-up': { name: 'default', pid: 4711 },
  'cluster-not-up': { name: 'default' },
  'cluster-not-answering': { name: 'default', pid: 4711 },
  'cluster-failed': {
    part: 'writer',
    reason: 'ended with 1',
    log: '[ERROR] Aborting',
  },
  'target-unreachable': {
    url: 'http://127.0.0.1:8080/',
    reason: 'connect ECONNREFUSED 127.0.0.1:8080',
  },
  'target-unhealthy': { url: 'http://127.0.0.1:8080/health/ready', status: 503 },
  'target-not-loopback': { host: 'booking.example', flag: '--yes-load booking.example' },
  'unreadable-file': {
    what: 'The objectives file',
    path: 'objectives.yml',
    reason: 'requests.0.p95: Invalid input',
    expected: 'a number of milliseconds',
  },
  'run-folder-in-use': { path: 'runs/2026-08-01', pid: 4711 },
  'run-folder-not-empty': { path: 'runs/2026-08-01' },
  'disk-full': { path: 'runs/2026-08-01' },
  'database-gone': { endpoint: 'writer 127.0.0.11:3306', reason: 'Connection lost' },
  'engine-rejected-script': {
    script: 'theirs.ts',
    message: 'SyntaxError: theirs.ts: Unexpected token (3:7)',
  },
  'too-many-visitors': {
    visitors: 30_000,
    limit: 20_000,
    remedy: 'Raise it with "ulimit -n", or ask for fewer.',
  },
  'bad-filter-pattern': { error: 'Unexpected end of the pattern at column 12.' },
};
