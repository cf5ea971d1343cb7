import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFirewall } from './read.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bil-firewall-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string): Promise<unknown> {
  const path = join(folder, 'firewall.yml');
  await writeFile(path, text);
  return readFirewall(path);
}

it('fills in what AWS has by default', async () => {
  expect(await read('rules: [{ name: login, limit: 100 }]')).toEqual({
    rules: [
      {
        name: 'login',
        limit: 100,
        window: 300,
        key: ['forwarded-ip'],
        action: 'block',
        status: 403,
      },
    ],
  });
});

it.each([
  [
    'rules: {',
    'Flow map in block collection must be sufficiently indented and end with a }. Expected YAML.',
  ],
  ['', 'the file is empty. Expected a map with rules.'],
  [
    'rules: [{ name: a, limit: 5 }]',
    'rules[0].limit is 5. Expected a whole number of requests, 10 at least.',
  ],
  [
    'rules: [{ name: a, limit: 10, window: 30 }]',
    'rules[0].window is 30. Expected a window of 60, 120, 300, 600 seconds.',
  ],
  [
    'rules: [{ name: a"b, limit: 10 }]',
    'rules[0].name is "a\\"b". Expected a name of letters, digits, "_" and "-", 64 at most.',
  ],
  ['rules: [{ name: a, limit: 10, rate: 1 }]', 'rules[0] has "rate". Expected no such key.'],
  [
    'rules: [{ name: a, limit: 10, key: [] }]',
    'rules[0].key is an empty list. Expected a list of parts; an empty one only with a path, as else all requests count together.',
  ],
  [
    'rules: [{ name: a, limit: 10, key: [{ header: "x}" }] }]',
    'rules[0].key[0].header is "x}". Expected a name of letters, digits, "_" and "-", 64 at most.',
  ],
  [
    'rules: [{ name: a, limit: 10, key: [country] }]',
    'rules[0].key[0] is "country". Expected ip, forwarded-ip, method, path, query-string, or one of { header: NAME }, { cookie: NAME }, { argument: NAME }.',
  ],
  [
    'rules: [{ name: a, limit: 10 }, { name: a, limit: 10 }]',
    'rules is a list. Expected rules with different names.',
  ],
])('refuses %s', async (text, expected) => {
  const path = join(folder, 'firewall.yml');
  await expect(read(text)).rejects.toThrow(`Firewall file ${path} cannot be used: ${expected}`);
});

it('refuses a file that is not there', async () => {
  await expect(readFirewall('/nowhere/rules.yml')).rejects.toThrow(
    'Firewall file /nowhere/rules.yml cannot be used: it does not exist. Expected rules of a firewall in YAML.',
  );
});
