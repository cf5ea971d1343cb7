import type { ErrorCode, ErrorDetails } from '../../core/errors.ts';

/** An example of every error, for the page on errors; the compiler asks for one where a code is new. */
export const errorSamples: { readonly [C in ErrorCode]: ErrorDetails<C> } = {
  'unknown-name': {
    what: 'command',
    given: 'reprot',
    nearest: 'report',
    known: ['run', 'report', 'doctor'],
  },
  'bad-value': { what: '--visitors', given: 'many', expected: 'a whole number from 1 up' },
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
    remedy: 'Choose another with --port, or leave --port out to get a free one.',
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
  'target-without-staff': { profile: 'saturday-arrivals' },
  'target-not-bookable': {
    profile: 'steady',
    tenant: 'riviera',
    host: 'riviera.example.com',
    url: 'http://127.0.0.1:8080/inventory/v1/properties',
    reason: 'answers 404, not 200',
  },
  'target-not-loopback': { host: 'booking.example', flag: '--i-may-test-this-system' },
  'load-elsewhere': {
    host: 'fonts.example:443',
    kept: true,
    flag: '--i-may-test-this-system',
  },
  'unreadable-file': {
    what: 'The objectives file',
    path: 'objectives.yml',
    reason: 'requests.0.p95: Invalid input',
    expected: 'a number of milliseconds',
  },
  'run-folder-in-use': { path: 'runs/2026-08-01', pid: 4711 },
  'run-folder-not-empty': { path: 'runs/2026-08-01' },
  'run-folder-not-made': {
    path: '/mnt/runs/2026-08-01',
    reason: "EROFS: read-only file system, mkdir '/mnt/runs'",
  },
  'runs-do-not-belong-together': {
    path: 'runs/b',
    other: 'runs/a',
    reason: 'both played seed 1, which is the same visitors twice',
  },
  'cannot-distribute': {
    what: 'The target http://127.0.0.1:8080/',
    reason: 'on each generator it is the generator itself',
    remedy: 'Give the address that other machines reach it by.',
  },
  'disk-full': { path: 'runs/2026-08-01' },
  'database-gone': { endpoint: 'writer 127.0.0.11:3306', reason: 'Connection lost' },
  'database-refused': {
    endpoint: 'writer (127.0.0.11:3306)',
    reason: "Table 'pms_riviera.booking' doesn't exist",
  },
  'privilege-missing': {
    user: 'observer',
    endpoint: 'db-2 (10.0.1.12:3306)',
    what: 'the connections of others',
    grant: "GRANT PROCESS ON *.* TO 'observer'@'%'",
  },
  'probe-impossible': {
    probe: 'reader-balance',
    target: 'my-system',
    reason: 'it names no database',
    remedy: 'Name it in the target file.',
  },
  'engine-rejected-script': {
    engine: 'k6',
    script: 'theirs.ts',
    message: 'SyntaxError: theirs.ts: Unexpected token (3:7)',
  },
  'too-many-visitors': {
    visitors: 30_000,
    reason: 'the target takes 14000 connections at once',
    remedy: 'Ask for 14000 at most, or bring it up with --load-balancers 2.',
  },
  'revision-not-had': { revision: 'v9', reason: 'there is no such commit' },
  'exec-impossible': {
    task: '0a1b2c3d4e5f',
    reason: 'it has no container "shop"',
    remedy: 'Choose one of them with --container: pms, proxy',
  },
  'bad-filter-pattern': { error: 'Unexpected end of the pattern at column 12.' },
  'bad-text': {
    error:
      'line 1, column 11: "ADN" cannot stand here. Expected AND, OR or the end of the rule.\n  ALARM(cpu) ADN OK(disk)\n             ^',
  },
  'bad-definition': {
    error: 'monitors.ts:9:3: pack aurora: cpu is "high". Expected a number.',
  },
  'drill-action-failed': { action: 'switch-writer', reason: 'no reader is healthy' },
  'drill-not-possible': { drill: 'failover', target: 'shop', lacks: 'freeze' },
  'drill-not-confirmed': {
    drill: 'failover',
    target: 'default',
  },
  'cannot-compare': { folder: 'runs/b', other: 'runs/a', run: 'mwzc3mcq' },
  'drill-nothing-to-recover': { place: 'runs' },
  'file-exists': { path: 'bilancia.monitors.ts' },
  'aws-credentials': { reason: 'Could not load credentials from any providers' },
  'aws-denied': {
    action: 'cloudwatch:PutMetricAlarm',
    region: 'eu-west-1',
    reason: 'User: ci is not authorized to perform: cloudwatch:PutMetricAlarm',
  },
  'aws-unreachable': { host: '127.0.0.1:5000', reason: 'connect ECONNREFUSED 127.0.0.1:5000' },
  'aws-throttled': {
    action: 'cloudwatch:PutMetricAlarm',
    region: 'eu-west-1',
    reason: 'Rate exceeded',
  },
  'aws-unimplemented': {
    action: 'cloudwatch:ListAlarmMuteRules',
    region: 'eu-west-1',
    reason: 'UnknownOperationException',
  },
  'aws-refused': {
    action: 'logs:PutMetricFilter',
    region: 'eu-west-1',
    reason: 'ResourceNotFoundException: The specified log group does not exist',
  },
  interrupted: { before: 'anything was changed' },
  'aws-account': { expected: '111122223333', actual: '444455556666' },
  'aws-region-missing': { source: 'monitors.json' },
  'stack-missing': { source: 'bilancia.monitors.ts' },
  'plan-refused': {
    count: 1,
    first: 'metric alarm "pms-critical" in eu-west-1: it is there and not ours.',
  },
  'plan-stale': {
    path: 'plan.json',
    reason: 'metric alarm "pms-critical" in eu-west-1 is not as it was',
  },
  'not-confirmed': { changes: 3, command: 'bilancia monitors apply --yes' },
  'apply-incomplete': { done: 4, left: 2, reason: 'interrupted.' },
};
