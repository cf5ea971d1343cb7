import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

type Child = ChildProcessByStdio<null, Readable, null>;

function start(
  lingerMs: number,
  ...more: string[]
): {
  child: Child;
  said: () => string;
  saying: (text: string) => Promise<void>;
} {
  const script = join(import.meta.dirname, 'fixtures', 'interruptible.ts');
  const child = spawn(process.execPath, [script, String(lingerMs), ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const saying = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child.stdout, 'data');
  };
  return { child, said: () => output, saying };
}

describe('an interruption', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s lets the command end early but completely',
    async (signal) => {
      const { child, said, saying } = start(0);
      await saying('ready\n');
      child.kill(signal);
      const [status] = await once(child, 'close');
      expect({ status, said: said() }).toEqual({
        status: 0,
        said: `ready\nending: ${signal}\nended completely\n`,
      });
    },
  );

  it('counts once when the terminal and npm both deliver it', async () => {
    const { child, said, saying } = start(300, '', 'twice');
    await saying('ready\n');
    child.kill('SIGINT');
    const [status] = await once(child, 'close');
    expect({ status, said: said() }).toEqual({
      status: 0,
      said: 'ready\nending: SIGINT\nended completely\n',
    });
  });

  it('ends the process at once when it comes again', async () => {
    const { child, said, saying } = start(60_000);
    await saying('ready\n');
    const closed = once(child, 'close');
    child.kill('SIGINT');
    await saying('ending: SIGINT\n');
    // Again and again, as an impatient person does; the first that counts as a second one ends it.
    const impatience = setInterval(() => child.kill('SIGINT'), 100);
    const [status, signal] = await closed;
    clearInterval(impatience);
    expect({ status, signal, said: said() }).toEqual({
      status: null,
      signal: 'SIGINT',
      said: 'ready\nending: SIGINT\n',
    });
  });

  it('is also what happens when the reader of the output has gone', async () => {
    const script = join(import.meta.dirname, 'fixtures', 'interruptible.ts');
    const child = spawn(process.execPath, [script, '0', 'chatter'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ stderr, status }).toEqual({ stderr: 'ending: EPIPE\n', status: 0 });
  });
});
