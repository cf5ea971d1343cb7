// @module-tag needs/k6
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScriptOptions, inspectScript } from './inspect.ts';
import { requireK6 } from './location.ts';

let folder: string;
let k6: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-inspect-'));
  ({ path: k6 } = await requireK6(process.env));
});
afterAll(() => rm(folder, { recursive: true }));

const inspected = async (
  text: string,
  env: Readonly<Record<string, string>> = {},
  name = 'own.js',
): Promise<ScriptOptions | undefined> => {
  if (text !== '') await writeFile(join(folder, name), text);
  return inspectScript(k6, join(folder, name), {
    workingDirectory: folder,
    env: { ...process.env, ...env },
    settings: ['--env', 'MINE=127.0.0.3/32'],
  });
};
const empty = 'export default () => {};';

it("tells what a script and k6's variables say of tags and addresses", async () => {
  const text = `export const options = { blacklistIPs: [__ENV.MINE, __ENV.SHELL_RANGE], hosts: { a: '127.0.0.1' }, systemTags: ['url'] };\n${empty}`;
  expect(await inspected(text, { SHELL_RANGE: 'fd00:0::/16' })).toEqual({
    blacklist: ['127.0.0.3/32', 'fd00::/16'],
    hosts: { a: '127.0.0.1' },
    virtualUsers: 1,
    startsPaused: false,
    systemTags: ['url'],
    mayTellAddresses: true,
  });
  const { blacklist, hosts, systemTags } =
    (await inspected(empty, { K6_BLACKLIST_IPS: '10.0.0.0/8' })) ?? {};
  expect({ blacklist, hosts }).toEqual({ blacklist: ['10.0.0.0/8'], hosts: {} });
  expect(systemTags).toContain('expected_response');
  expect(
    (await inspected(`export const options = { systemTags: [] };\n${empty}`))?.systemTags,
  ).toEqual([]);
});

it.each([
  ["import ws from 'k6/ws';", false],
  ["import './has-ws.js';", false],
  ["const ws = require('k6/ws');", false],
  ["const own = require('./has-ws.js');", false],
  ["const name = 'k6/' + 'ws', ws = require(name);", false],
  ["const http = require('k6/http');", true],
  ["import { WebSocket } from 'k6/websockets'; import './without.js';", true],
])('lets addresses be told only where k6 bears it: %s', async (text, expected) => {
  await writeFile(join(folder, 'has-ws.js'), "import ws from 'k6/ws'; export const own = ws;");
  await writeFile(
    join(folder, 'without.js'),
    "import http from 'k6/http'; export const own = http;",
  );
  expect((await inspected(`${text}\n${empty}`))?.mayTellAddresses).toBe(expected);
});

it.each([
  ['paused: true', true],
  ['paused: false', false],
  ['', false],
])('tells whether a script with the options { %s } starts paused', async (options, expected) => {
  const text = `export const options = { ${options} };\n${empty}`;
  expect((await inspected(text))?.startsPaused).toBe(expected);
});

it('knows the options of a script that k6 does not work out', async () => {
  const text = `export const options = { iterations: 9, hosts: { a: '127.0.0.1' } };\n${empty}`;
  expect(await inspected(text)).toMatchObject({
    hosts: { a: '127.0.0.1' },
    mayTellAddresses: false,
  });
});

it('takes an archive as well', async () => {
  await inspected(`export const options = { blacklistIPs: ['10.0.0.0/8'] };\n${empty}`);
  await promisify(execFile)(k6, ['archive', 'own.js', '-O', 'own.tar'], { cwd: folder });
  expect(await inspected('', {}, 'own.tar')).toMatchObject({ blacklist: ['10.0.0.0/8'] });
});

it('knows nothing of a script that k6 does not take', async () => {
  expect(await inspected('this is no script')).toBeUndefined();
});
