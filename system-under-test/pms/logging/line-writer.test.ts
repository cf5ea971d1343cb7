import { closeSync, openSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lineWriter } from './line-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'bil-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes lines one after the other', () => {
  const path = join(folder, 'log');
  const file = openSync(path, 'a');
  const write = lineWriter(file);
  write('one\n');
  write('two\n');
  closeSync(file);
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
});

it('goes on without a log that takes nothing, as one on a full disk', () => {
  const full = openSync('/dev/full', 'w');
  const write = lineWriter(full);
  expect(() => {
    write('one\n');
    write('two\n');
  }).not.toThrow();
  closeSync(full);
});
