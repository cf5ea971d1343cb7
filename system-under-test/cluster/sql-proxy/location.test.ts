import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findProxy } from './location.ts';

let jars: string;
beforeAll(() => {
  jars = mkdtempSync(join(tmpdir(), 'bil-jars-'));
  writeFileSync(join(jars, 'shardingsphere-proxy-bootstrap-5.1.0.jar'), '');
});
afterAll(() => rmSync(jars, { recursive: true }));

/** Finds only these. */
const only =
  (...programs: readonly string[]) =>
  (program: string) =>
    programs.includes(program) ? `/usr/bin/${program}` : undefined;

it('finds the jars and a Java that compiles', () => {
  const found = findProxy({ BILANCIA_SQL_PROXY: jars }, only('java', 'javac'));
  expect(found).toEqual({ java: '/usr/bin/java', jars });
});

it.each([
  ['java', [], 'java is not installed. On Debian or Ubuntu: apt-get install default-jdk-headless.'],
  [
    'the compiler',
    ['java'],
    'javac is not installed. On Debian or Ubuntu: apt-get install default-jdk-headless.',
  ],
])('says that %s is missing', (_, programs, message) => {
  expect(() => findProxy({ BILANCIA_SQL_PROXY: jars }, only(...programs))).toThrow(message);
});

it('says how to get the jars', () => {
  expect(() => findProxy({ BILANCIA_SQL_PROXY: join(jars, 'none') }, only('java'))).toThrow(
    'ShardingSphere-Proxy is not installed. Fetch it with "bilancia doctor --sql-proxy" (70 MB, by Maven).',
  );
});
