// @module-tag needs/mariadb
import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { probeVerdictSchema } from '../../core/probe-folder/verdict.ts';
import { freePort } from '../../core/free-port.ts';
import { bilancia, root } from '../cli/run-command-line.ts';
import { type TestNameServer, startTestNameServer } from './name-server.ts';
import { type TestReaders, account, startTestReaders } from './readers.ts';

let readers: TestReaders;
let names: TestNameServer;
let folder: string;
beforeAll(async () => {
  readers = await startTestReaders();
  let nth = 0;
  // Two ask in each window.
  names = await startTestNameServer(() => readers.hosts[((nth += 1) >> 1) % 2] ?? '');
  folder = await mkdtemp(join(tmpdir(), 'bil-probe-'));
}, 60_000);
afterAll(async () => {
  names.close();
  await readers.stop();
  await rm(folder, { recursive: true, force: true });
});

const environment = { PROBE_PASSWORD: '' };

/** A target file of the test's readers, or of others. */
async function targetFile(name: string, user: string, hosts = readers.hosts): Promise<string> {
  const path = join(folder, `${name}.yml`);
  const node = (id: string, host: string): object => ({ name: id, host, port: readers.port });
  const [first, second] = hosts;
  const database = {
    writer: node('db-1', first),
    readers: [node('db-2', first), node('db-3', second)],
    user,
    passwordFrom: 'PROBE_PASSWORD',
    schemas: {},
  };
  await writeFile(path, JSON.stringify({ name, baseUrl: 'http://127.0.0.1:1/', database }));
  return path;
}

function look(target: string, out: string, ...flags: string[]): string[] {
  const endpoint = `readers.test:${readers.port}`;
  const asked = [
    '--endpoint',
    endpoint,
    '--name-server',
    names.address,
    '--resolver',
    names.address,
  ];
  return ['probe', 'reader-balance', target, ...asked, '--pace', '60ms', '--out', out, ...flags];
}

const printed = z.object({ verdict: probeVerdictSchema });

describe('bilancia probe', () => {
  it('keeps what it saw in a folder, from which alone the report is drawn again', async () => {
    const out = join(folder, 'whole');
    const args = look(await targetFile('whole', 'root'), out, '--for', '2s', '--json');
    const { status, stdout } = await bilancia(args, environment);
    const { verdict } = printed.parse(JSON.parse(stdout));
    expect([status, verdict.finding]).toEqual([3, 'inconclusive']);
    expect(verdict.reasons[0]).toMatch(
      /^(Nothing is beyond chance, but in|1 window says nothing: below|\d+ windows say nothing: below) /,
    );
    await appendFile(join(out, 'samples.ndjson'), '{"kind":"load","at":1795');
    await rm(join(out, 'report.html'));
    const again = await bilancia(['report', out, '--json']);
    expect(again.status).toBe(3);
    expect(printed.parse(JSON.parse(again.stdout)).verdict).toEqual({
      ...verdict,
      remarks: [...verdict.remarks, 'The last sample was cut short, and is left out.'],
    });
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('<span>Inconclusive</span>');
  });

  it('tells a name server that does not answer from one that was not named, and a name without an address', async () => {
    const target = await targetFile('mute', 'root');
    const port = await freePort();
    const flags = ['--for', '2s', '--json', '--name-server', `127.0.0.1:${port}`];
    const asked = ['--endpoint', `nope.test:${readers.port}`, '--resolver', `127.0.0.1:${port}`];
    const args = ['probe', 'reader-balance', target, '--out', join(folder, 'mute')];
    const { stdout } = await bilancia([...args, ...asked, ...flags], environment);
    const { outcome, reasons } = printed.parse(JSON.parse(stdout)).verdict;
    const silence = (who: string): string =>
      `The ${who} 127\\.0\\.0\\.1:${port} gave no address of nope\\.test, though asked (once|\\d+ times): .*ECONNREFUSED\\.`;
    expect([outcome, reasons]).toEqual([
      'inconclusive',
      [expect.stringMatching(new RegExp(`^${silence('authority')} ${silence('resolver')}$`))],
    ]);
  });

  it('refuses a weight of a reader that is not there, and a folder in use before it says that it looks', async () => {
    const target = await targetFile('weighed', 'root');
    const weighed = look(target, join(folder, 'weighed'), '--weight', 'db-9=2');
    expect(await bilancia(weighed, environment)).toMatchObject({
      status: 2,
      stderr: 'Unknown reader "db-9". Did you mean "db-2"? Known: db-2, db-3.\n',
    });
    expect(await bilancia(look(target, folder), environment)).toMatchObject({
      status: 2,
      stderr: `${folder} is not empty. A run never overwrites another: choose a new or empty folder with --out.\n`,
    });
  });

  it('judges what there is when it is interrupted', async () => {
    const out = join(folder, 'interrupted');
    const args = look(await targetFile('interrupted', 'root'), out, '--for', '10m');
    const child = spawn(process.execPath, [join(root, 'bin', 'bilancia.mjs'), ...args], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    });
    await expect
      .poll(() => readFile(join(out, 'samples.ndjson'), 'utf8').catch(() => ''), {
        timeout: 60_000,
      })
      .toContain('"load"');
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(3);
    const verdict = probeVerdictSchema.parse(
      JSON.parse(await readFile(join(out, 'verdict.json'), 'utf8')),
    );
    expect(verdict.remarks).toContain('The probe was ended early.');
  });

  it('names the right that the account lacks', async () => {
    const target = await targetFile('poor', account.user);
    const { status, stderr } = await bilancia(look(target, join(folder, 'poor')), {
      PROBE_PASSWORD: account.password,
    });
    expect(status).toBe(2);
    expect(stderr.split('\n').at(-2)).toBe(
      `Database user pms may not see the connections of others on db-2 (${readers.hosts[0]}:${readers.port}). Give it the right to: GRANT PROCESS ON *.* TO 'pms'@'%'.`,
    );
  });

  it('looks at nothing elsewhere that the user has not confirmed', async () => {
    const target = await targetFile('elsewhere', 'root', ['192.0.2.11', '192.0.2.12']);
    const { status, stderr } = await bilancia(look(target, join(folder, 'elsewhere')), environment);
    expect(status).toBe(2);
    expect(stderr.split('\n').at(-2)).toBe(
      '192.0.2.11 is not on this machine. Put load only on systems that you may test: confirm with --i-may-test-this-system.',
    );
  });
});
