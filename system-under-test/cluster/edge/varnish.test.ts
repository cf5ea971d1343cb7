// @module-tag needs/varnish
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileProblem, findVarnish } from './varnish.ts';

it('is asked for by its package where it is missing', () => {
  expect(() => findVarnish(() => undefined)).toThrow(
    expect.objectContaining({
      code: 'component-missing',
      message:
        'varnishd is not installed. On Debian or Ubuntu: apt-get install varnish. Or leave --edge out.',
    }),
  );
});

it('says in one line why it cannot compile its configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bil-vcl-'));
  try {
    const path = join(folder, 'bad.vcl');
    writeFileSync(
      path,
      'vcl 4.1;\nbackend a { .host = "127.0.0.1"; }\nsub vcl_recv { set nothing = 1; }\n',
    );
    const args = ['-C', '-j', 'none', '-n', join(folder, 'work'), '-f', path];
    const { stdout, stderr } = spawnSync(findVarnish().varnishd, args, { encoding: 'utf8' });
    expect(compileProblem(stdout + stderr)).toBe(
      `Symbol not found: 'nothing' At: ('${path}' Line 3 Pos 20) -- (Pos 26) sub vcl_recv { set nothing = 1; }`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('says nothing of its configuration when it ended for something else', () => {
  expect(
    compileProblem('Error: Could not get socket 127.0.0.1:80: Address already in use'),
  ).toBeUndefined();
});
