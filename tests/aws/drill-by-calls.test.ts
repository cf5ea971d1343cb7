// @module-tag needs/python-programs
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type System, startSystem } from '../../targets/aws/testing/booking-system.ts';
import { refusal } from '../../targets/aws/testing/wire.ts';
import { type Ended, bilancia, root } from '../cli/run-command-line.ts';
import { type TestNameServer, startTestNameServer } from '../probes/name-server.ts';

const site = createServer((_, response) => response.end('ok'));
let system: System;
let names: TestNameServer;
let folder: string;
beforeAll(async () => {
  site.listen(0, '127.0.0.1');
  [system, names] = await Promise.all([
    startSystem(),
    startTestNameServer(() => '127.0.0.1'),
    once(site, 'listening'),
  ]);
  folder = await mkdtemp(join(tmpdir(), 'bilancia-drill-in-aws-'));
  const address = site.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const described = { ...JSON.parse(system.file), baseUrl: `http://127.0.0.1:${port}` };
  const database = { user: 'checker', passwordFrom: 'CHECKER', schemas: {} };
  const files = {
    'aws.json': described,
    'named.json': { ...described, database: { ...database, nameServer: names.address } },
    // Nobody listens there.
    'unnamed.json': { ...described, database: { ...database, nameServer: '127.0.0.1:9' } },
    'elsewhere.json': { ...described, baseUrl: 'http://192.0.2.1' },
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
});
afterAll(async () => {
  names.close();
  site.closeAllConnections();
  site.close();
  await system.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  system.front.answer(() => undefined);
  system.front.forget();
});

const drill = (...args: string[]): Promise<Ended> =>
  bilancia(['drill', ...args], { ...system.env, CHECKER: 'secret', AWS_MAX_ATTEMPTS: '1' }, folder);

/** Outcome and findings, without the folder that is told last. */
const linesOf = ({ stdout }: Ended): string[] => stdout.trimEnd().split('\n').slice(0, -1);

/** Everything that was asked for beside reading. */
const changes = (): string[] =>
  system.front.seen
    .map(({ service, operation }) => `${service}:${operation}`)
    .filter((call) => !/:(Describe|List|Get|Filter|GET )/.test(call));

/** Moto's services start nothing: another task takes the place of one that is stopped. */
function replaceStopped(): void {
  system.front.answer(async ({ operation }) => {
    if (operation === 'StopTask') await system.account.runTask();
    return undefined;
  });
}

it('changes nothing without --yes, nor elsewhere without confirmation', async () => {
  const plan = await drill('task-kill', '--target', 'aws.json', '--dry-run');
  expect([plan.status, plan.stdout.split('\n').at(-2)]).toEqual([
    0,
    'The system is well, so that it could begin.',
  ]);
  const without = await drill('task-kill', '--target', 'aws.json');
  expect([without.status, without.stderr]).toEqual([
    2,
    'Nothing was started: the drill "task-kill" breaks something on prod. Look at what it does with --dry-run, and confirm by the same command with --yes.\n',
  ]);
  const elsewhere = await drill('task-kill', '--target', 'elsewhere.json', '--yes');
  expect([elsewhere.status, elsewhere.stderr]).toEqual([
    2,
    expect.stringMatching(/^192\.0\.2\.1 .*--i-may-test-this-system/),
  ]);
  expect(changes()).toEqual([]);
});

it('has ECS stop a task, sees it replaced, and does not say what only visitors could', async () => {
  replaceStopped();
  const ended = await drill('task-kill', '--target', 'aws.json', '--yes');
  expect([ended.status, linesOf(ended)]).toEqual([
    3,
    [
      'inconclusive',
      '  Without visitors nobody saw whether this holds: "A task that dies costs no booking". Do it under load, --during SCENARIO.',
    ],
  ]);
  expect(changes()).toEqual(['ecs:StopTask']);
});

const notAudited =
  '  No write was audited, so that nobody knows whether one was lost: the target file names no account for it (database, audit).';

it('has RDS fail the cluster over, sees the writer change and its name follow', async () => {
  const ended = await drill('failover', '--target', 'named.json', '--yes');
  expect([ended.status, linesOf(ended)]).toEqual([3, ['inconclusive', notAudited]]);
  expect(changes()).toEqual(['rds:FailoverDBCluster']);
});

it('accuses nobody where no name server can be asked', async () => {
  const ended = await drill('failover', '--target', 'unnamed.json', '--yes');
  expect([ended.status, linesOf(ended)]).toEqual([
    3,
    [
      'inconclusive',
      expect.stringMatching(
        /^ {2}Nobody could see whether the writer's name leads to it \(no name server tells where it leads: .*ECONNREFUSED.*\)\.$/,
      ),
      notAudited,
    ],
  ]);
});

it.each([
  [
    'a missing permission',
    'AccessDeniedException',
    'AWS denies ecs:StopTask in eu-west-1: Access Denied. The identity in use needs the permission ecs:StopTask',
  ],
  [
    'throttling',
    'ThrottlingException',
    'AWS still throttles ecs:StopTask in eu-west-1 after several retries: Access Denied. Run the command again later; what was done stays done',
  ],
])('says that %s kept it from breaking anything', async (_, code, reason) => {
  system.front.answer((asked) =>
    asked.operation === 'StopTask' ? refusal(asked, code, 'Access Denied') : undefined,
  );
  const ended = await drill('task-kill', '--target', 'aws.json', '--yes');
  expect([ended.status, linesOf(ended).slice(0, 3)]).toEqual([
    3,
    [
      'inconclusive',
      '  The drill broke nothing.',
      `  A step of the drill was not done: kill a task (The action "kill" was not done: ${reason}.).`,
    ],
  ]);
});

it('says what it could not see once the token expired in the middle, and accuses nobody', async () => {
  let isOver = false;
  system.front.answer(async (asked) => {
    if (isOver) return refusal(asked, 'ExpiredTokenException', 'The token is expired');
    if (asked.operation !== 'StopTask') return undefined;
    isOver = true;
    await system.account.runTask();
    return undefined;
  });
  const ended = await drill('task-kill', '--target', 'aws.json', '--yes');
  const [outcome, ...said] = linesOf(ended);
  expect([ended.status, outcome]).toEqual([3, 'inconclusive']);
  expect(said[0]).toMatch(/^ {2}Nobody could see whether the task is missed \(No working AWS/);
  expect(said.filter((line) => !/Nobody could see|Without visitors/.test(line))).toEqual([]);
});

it('has what a killed drill left undone put right, by the file of its target', async () => {
  const asked = ['drill', 'scale-out', '--target', 'aws.json', '--yes', '--out', 'killed'];
  const child = spawn(process.execPath, [join(root, 'bin', 'bilancia.mjs'), ...asked], {
    cwd: folder,
    env: { ...process.env, ...system.env },
    stdio: 'ignore',
  });
  await expect.poll(changes, { timeout: 30_000 }).toEqual(['ecs:UpdateService']);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const unnamed = await drill('--recover', 'killed');
  expect([unnamed.status, unnamed.stderr]).toEqual([
    2,
    'The drill was done to the target "prod": name its file with --target. See "bilancia drill --help".\n',
  ]);
  const { status, stdout } = await drill('--recover', 'killed', '--target', 'aws.json');
  expect([status, stdout]).toEqual([0, 'Undone: as many tasks as before.\n']);
  const counts = system.front.seen
    .filter(({ operation }) => operation === 'UpdateService')
    .map(({ input }) => input['desiredCount']);
  expect(counts).toEqual([4, 2]);
});
