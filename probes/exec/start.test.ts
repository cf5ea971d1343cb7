import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InstanceState } from '../../core/topology.ts';
import { awsClients } from '../../targets/aws/clients.ts';
import { startCommand } from '../../targets/aws/exec.ts';
import { type Front, startFront } from '../../targets/aws/testing/front.ts';
import { jsonAnswer, refusal } from '../../targets/aws/testing/wire.ts';
import { awsSchema } from '../../targets/file/aws-schema.ts';
import type { CommandPlace, Target } from '../../targets/target.ts';
import { type Executed, execute } from './execute.ts';
import { type LocalAgent, startLocalAgent } from './local/local-agent.ts';
import { commandLine } from './mark.ts';
import { commandStarter } from './start.ts';

const never = new AbortController().signal;

function task(id: string, more: Partial<InstanceState> = {}): InstanceState {
  const state = { health: 'healthy', since: 0, detail: '', restarts: 0 } as const;
  return { id, role: 'task', address: '127.0.0.1:1', ...state, ...more };
}

function targetWith(tasks: readonly InstanceState[], more: Partial<Target> = {}): Target {
  return {
    name: 'shop',
    kind: 'local',
    healthPath: '/',
    tenants: [],
    instances: [],
    endpoints: { baseUrl: 'http://127.0.0.1:1' },
    capabilities: { observe: [], break: [], sharesMachine: true },
    instancesNow: async () => tasks,
    ...more,
  };
}

async function run(
  target: Target,
  place: CommandPlace,
  words: readonly string[],
): Promise<Executed & { readonly output: string }> {
  const { start, close } = await commandStarter(target, place);
  const pieces: Buffer[] = [];
  try {
    const executed = await execute(start, commandLine(words), (bytes) => pieces.push(bytes), never);
    return { ...executed, output: Buffer.concat(pieces).toString('utf8') };
  } finally {
    close();
  }
}

describe('a command in a task of this machine', () => {
  it('runs in the folder of the task and with its variables', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bilancia-exec-'));
    const child = spawn('sleep', ['60'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], PMS_GREETING: 'perché no' },
    });
    await once(child, 'spawn');
    try {
      const own = targetWith([
        task('one'),
        task('two', child.pid === undefined ? {} : { pid: child.pid }),
      ]);
      const script = 'pwd; echo "$PMS_GREETING"; echo "to the other output" >&2; exit 4';
      expect(await run(own, { task: 'two' }, [script])).toEqual({
        status: 4,
        problem: '',
        output: `${folder}\nperché no\nto the other output\n`,
      });
      const { output } = await run(own, { task: 'two' }, ['printf', '%s|', "it's", '$HOME', 'a b']);
      expect(output).toBe("it's|$HOME|a b|");
    } finally {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.each([
    [
      [],
      {},
      'No command can be run in a task of shop: the target does not tell its tasks. Name the local cluster, or a target file with "aws".',
    ],
    [
      [task('one')],
      { task: 'two' },
      'No command can be run in two: there is no such task. Running are one.',
    ],
    [[task('one')], {}, 'No command can be run in a task of shop: it ended. Running are one.'],
    [
      [task('one')],
      { container: 'pms' },
      'No command can be run in a task of shop: a task of the local cluster is one process. Leave --container out.',
    ],
  ])('is refused among %j at %j', async (tasks, place, message) => {
    await expect(commandStarter(targetWith(tasks), place)).rejects.toThrow(message);
  });
});

describe('a command by ECS ExecuteCommand', () => {
  let front: Front;
  let agent: LocalAgent;
  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-secret');
    front = await startFront('http://127.0.0.1:9');
    agent = await startLocalAgent();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    agent.close();
    await front.close();
  });
  afterEach(() => front.forget());

  /** Answers as ECS does, of a task with these properties. */
  function answerWith(more: object): void {
    front.answer(async (asked) => {
      if (asked.operation === 'DescribeTasks')
        return jsonAnswer({
          tasks: [
            {
              taskArn: 'arn:aws:ecs:eu-west-1:1:task/prod/one',
              lastStatus: 'RUNNING',
              enableExecuteCommand: true,
              containers: [
                {
                  name: 'pms',
                  managedAgents: [{ name: 'ExecuteCommandAgent', lastStatus: 'RUNNING' }],
                },
              ],
              ...more,
            },
          ],
        });
      const { streamUrl, tokenValue } = await agent.start(String(asked.input['command']));
      return jsonAnswer({ session: { sessionId: 's', streamUrl, tokenValue } });
    });
  }

  function inAws(): Target {
    const aws = awsSchema.parse({
      region: 'eu-west-1',
      endpointUrl: front.url,
      cluster: 'prod',
      services: ['pms'],
    });
    const clients = awsClients(aws, { AWS_MAX_ATTEMPTS: '1' });
    const tasks = [task('one')];
    return targetWith(tasks, {
      kind: 'aws',
      startCommand: (place, command) =>
        startCommand(clients, { cluster: 'prod', place, tasks }, command),
    });
  }

  it('runs in the only container of a healthy task, through the session that ECS opens', async () => {
    answerWith({});
    const script = "printf 'già %s\\n' prenotato; exit 7";
    expect(await run(inAws(), {}, [script])).toEqual({
      status: 7,
      problem: '',
      output: 'già prenotato\n',
    });
    const [, started] = front.seen;
    expect(started).toMatchObject({
      operation: 'ExecuteCommand',
      input: { cluster: 'prod', task: 'one', container: 'pms', interactive: true },
    });
  });

  it.each([
    [
      { enableExecuteCommand: false },
      'No command can be run in one: ExecuteCommand is not enabled for it. Enable it with "aws ecs update-service --enable-execute-command --force-new-deployment", which starts new tasks.',
    ],
    [
      { lastStatus: 'STOPPED', stoppedReason: 'OutOfMemoryError' },
      'No command can be run in one: it ended: OutOfMemoryError. Running are one.',
    ],
    [
      { containers: [{ name: 'pms' }, { name: 'proxy' }] },
      'No command can be run in one: it has several containers. Choose one of them with --container: pms, proxy.',
    ],
    [
      {
        containers: [
          {
            name: 'pms',
            managedAgents: [
              { name: 'ExecuteCommandAgent', lastStatus: 'STOPPED', reason: 'no network' },
            ],
          },
        ],
      },
      'No command can be run in one: the agent in container "pms" is STOPPED: no network. Give the role of the task the permissions ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel.',
    ],
  ])('is not started in a task with %j', async (more, message) => {
    answerWith(more);
    await expect(run(inAws(), {}, ['true'])).rejects.toThrow(message);
    expect(front.seen.map(({ operation }) => operation)).toEqual(['DescribeTasks']);
  });

  it('names the permission that is missing', async () => {
    front.answer((asked) => refusal(asked, 'AccessDeniedException', 'Access denied', 400));
    await expect(run(inAws(), {}, ['true'])).rejects.toThrow(
      'AWS denies ecs:DescribeTasks in eu-west-1: Access denied. The identity in use needs the permission ecs:DescribeTasks.',
    );
  });
});
