import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '..', 'main.ts');
const template = 'Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: ops } } }\n';

async function monitors(args: readonly string[], input: string) {
  const child = spawn(process.execPath, [main, 'monitors', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, status: Number(status) };
}

describe('definitions from standard input', () => {
  it('are linted, with places in it', async () => {
    const { stdout, status } = await monitors(['lint', '-', '--rule', 'unused-topic'], template);
    expect(stdout).toMatch(
      /^standard input:1:14 Resources\.T: topic "ops"\n {2}info unused-topic\n/,
    );
    expect(status).toBe(0);
  });
  it('are exported', async () => {
    const { stdout, status } = await monitors(['export', 'cloudformation', '-'], template);
    expect(stdout).toContain('TopicName: ops');
    expect(status).toBe(0);
  });
  it('are refused at their place', async () => {
    const { stderr, status } = await monitors(['lint', '-'], 'Resources: [');
    expect(stderr).toMatch(/^standard input:1:13: Flow sequence/);
    expect(status).toBe(2);
  });
  it('are refused when there are none', async () => {
    const { stderr, status } = await monitors(['lint', '-'], '');
    expect(stderr).toMatch(/^The definitions file standard input cannot be used: it is empty\./);
    expect(status).toBe(2);
  });
});

describe('other files from standard input', () => {
  const file = fileURLToPath(
    new URL('../../monitors/formats/cloudformation/read/fixtures/constructs.yaml', import.meta.url),
  );
  it.each([
    [['lint', file, '--settings', '-'], 'severity: {', /^The file of settings - cannot be used: /],
    [['lint', file, '--parameters', '-'], '[1]', /- cannot be used: it holds no parameters\. /],
    [['test', '-'], 'tests: [', /^standard input:1:9: Flow sequence/],
    [['vectors', '-'], '[]', /^Vector file - cannot be used: it is not a JSON object\. /],
    [
      ['replay', '-', '--monitors', file],
      'x',
      /^The export - cannot be used: no line has a time\. /m,
    ],
  ])('are read: monitors %j', async (args, input, problem) => {
    const { stderr, status } = await monitors(args, input);
    expect(stderr).toMatch(problem);
    expect(status).toBe(2);
  });
});
