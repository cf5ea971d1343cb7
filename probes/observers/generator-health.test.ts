import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { Target } from '../../targets/target.ts';
import { generatorHealth } from './generator-health.ts';

const nobody: Target = {
  name: 'none',
  kind: 'described',
  healthPath: '/',
  tenants: [],
  instances: [],
  endpoints: { baseUrl: 'http://127.0.0.1:1/' },
  capabilities: { observe: [], break: [], sharesMachine: false },
};

/** What is seen of a process until it is gone; `onFirst` is called with the first line. */
async function seenOf(
  pid: number | undefined,
  onFirst: () => void = () => undefined,
): Promise<object[]> {
  const lines = generatorHealth.watch({
    target: nobody,
    isOurs: true,
    generatorPids: pid === undefined ? [] : [pid],
    until: new AbortController().signal,
    tell: () => undefined,
  });
  const records: object[] = [];
  for await (const line of lines ?? []) {
    if (typeof line === 'string') continue;
    records.push(line);
    if (records.length === 1) onFirst();
  }
  return records;
}

it('has a line of the beginning and one of the end of a generator that is gone at once', async () => {
  const child = spawn('sleep', ['60']);
  const lines = await seenOf(child.pid, () => child.kill());
  expect(lines).toHaveLength(2);
});

it('has a line of a generator that was gone before anybody looked', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  expect(await seenOf(child.pid)).toMatchObject([{ generatorCpu: 0, generatorOpenFiles: 0 }]);
});
