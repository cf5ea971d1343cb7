import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTestFile } from '../file/read.ts';
import type { TestCase, TestFile } from '../file/test-case.ts';

/** Reads a test file with this text, and further files beside it. */
export async function testFile(
  text: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<TestFile> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-monitors-'));
  try {
    for (const [name, content] of Object.entries(beside))
      await writeFile(join(folder, name), content);
    const path = join(folder, 'x.monitors-test.yml');
    await writeFile(path, text);
    return await readTestFile(path, 'x.monitors-test.yml');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The one test in a test file, whose keys are given as YAML. */
export async function testCase(keys: string): Promise<TestCase> {
  const indented = keys.trim().replaceAll('\n', '\n    ');
  const { tests } = await testFile(`monitors: x.ts\ntests:\n  - name: it\n    ${indented}\n`);
  const [test] = tests;
  if (test === undefined) throw new Error('the file has no test');
  return test;
}
