import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { accessLogWatch } from './access-log-watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'bil-watch-'));
const path = join(folder, 'access.log');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => writeFileSync(path, ''));

it('finds answers without lines from the second look on, until a line comes', () => {
  const { look } = accessLogWatch(path);
  expect(look(0)).toBeUndefined();
  expect(look(600)).toBeUndefined();
  expect(look(1200)).toBe(
    'it answers visitors, but its access log does not grow: 1,200 answers have no line',
  );
  appendFileSync(path, 'http 2026\n');
  expect(look(1300)).toBeUndefined();
  expect(look(1301)).toBeUndefined();
});

it('expects no lines without answers, nor of a node that counts anew', () => {
  const { look } = accessLogWatch(path);
  appendFileSync(path, 'http 2026\n');
  for (const answers of [10, 10, 10, 10, 0, 0]) expect(look(answers)).toBeUndefined();
});

it('leaves a file that was removed to those who look for it', () => {
  const { look } = accessLogWatch(path);
  rmSync(path);
  for (const answers of [10, 20, 30]) expect(look(answers)).toBeUndefined();
});
