// @module-tag needs/bash
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bilancia, root } from './run-command-line.ts';

describe('completion in bash', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-completion-'));
    await symlink(join(root, 'bin', 'bilancia.mjs'), join(folder, 'bilancia'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What bash would offer after `words`, the last of which is being typed. */
  async function offered(words: readonly string[]): Promise<string[]> {
    const { stdout: script } = await bilancia(['completion', 'bash']);
    const line = words.map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _bilancia; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { stdout } = await promisify(execFile)('bash', ['-c', `${script}\n${ask}`], { env });
    return stdout.split('\n').filter((word) => word !== '');
  }

  it.each([
    [['bilancia', 'doc'], ['doctor']],
    [['bilancia', 'doctor', '--js'], ['--json']],
    [['bilancia', 'nothing-starts-like-this'], []],
  ])('offers for %j', async (words, expected) => {
    expect(await offered(words)).toEqual(expected);
  });
});
