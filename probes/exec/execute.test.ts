import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Executed, execute } from './execute.ts';
import { type LocalAgent, startLocalAgent } from './local/local-agent.ts';

let agent: LocalAgent;
beforeAll(async () => {
  agent = await startLocalAgent();
});
afterAll(() => agent.close());

const never = new AbortController().signal;

async function run(command: string): Promise<Executed & { readonly output: string }> {
  const pieces: Buffer[] = [];
  const executed = await execute(agent.start, command, (bytes) => pieces.push(bytes), never);
  return { ...executed, output: Buffer.concat(pieces).toString('utf8') };
}

it.each([
  ['true', '', 0],
  ["echo 'già prenotato: perché no? 45,00 €'", 'già prenotato: perché no? 45,00 €\n', 0],
  ["printf 'no end of line'", 'no end of line', 0],
  ["printf 'ends with\\r'; exit 3", 'ends with\r', 3],
  ['echo one # and a remark', 'one\n', 0],
  ['exit 255', '', 255],
  [`echo "it's $((6 * 7))"; false`, "it's 42\n", 1],
])(
  'runs %j in a shell behind a WebSocket, with its output and its status',
  async (command, output, status) => {
    expect(await run(command)).toEqual({ output, status, problem: '' });
  },
);

it('gives a long output whole, with characters of two bytes', async () => {
  const { output, status } = await run(
    "head -c 300000 /dev/zero | tr '\\0' 'x' | sed 's/xxx/xè/g'",
  );
  expect([output === 'xè'.repeat(100_000), status]).toEqual([true, 0]);
});

it('does not know the status of a command that could not even begin', async () => {
  const { status, problem } = await run('echo "never closed');
  expect([status, problem]).toEqual(['unknown', '']);
});

it('says that the agent cannot be reached', async () => {
  const start = async () => ({ streamUrl: 'ws://127.0.0.1:9/', tokenValue: '' });
  const executed = await execute(start, 'true', () => undefined, never);
  expect(executed).toEqual({ status: 'unknown', problem: 'the connection to the agent failed' });
});

it('says that its task ended in the middle', async () => {
  // The agent takes the connection and goes away.
  const start = async (command: string) => {
    const { streamUrl, ...rest } = await agent.start(command);
    return { streamUrl: new URL('/gone', streamUrl).href, ...rest };
  };
  const executed = await execute(start, 'true', () => undefined, never);
  expect(executed).toEqual({
    status: 'unknown',
    problem: 'the connection ended before the command',
  });
});

it('ends when it is interrupted', async () => {
  const end = new AbortController();
  const executed = execute(agent.start, 'sleep 5', () => undefined, end.signal);
  end.abort();
  expect(await executed).toEqual({ status: 'unknown', problem: 'interrupted' });
});
