import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { bilancia, root } from './run-command-line.ts';

it('serves the live page of what begins next until it is interrupted, and at a port of its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-watch-'));
  const child = spawn(process.execPath, [join(root, 'bin', 'bilancia.mjs'), 'watch'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
    const waiting = `Waiting for a run, probe or drill to begin below ${folder}/runs.`;
    expect(String(said).replace(/:\d+\//, ':PORT/')).toBe(
      `Live page: http://127.0.0.1:PORT/\n${waiting}\nCtrl-C ends the page, and nothing else.\n`,
    );
    const url = /http:\S+/.exec(String(said))?.[0] ?? '';
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
    const events = await fetch(`${url}events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!heard.includes('event: change')) heard += (await reader?.read())?.value ?? '';
    expect(heard).toContain(waiting);
    await reader?.cancel();

    const port = new URL(url).port;
    expect(await bilancia(['watch', '--port', port], {}, folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: `127.0.0.1:${port} is already in use. Choose another port with --port, or leave it out for a free one.\n`,
    });
    const complaints = text(child.stderr);
    child.kill('SIGINT');
    const [status] = await once(child, 'exit');
    expect({ status, complaints: await complaints }).toEqual({ status: 0, complaints: '' });
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
});
