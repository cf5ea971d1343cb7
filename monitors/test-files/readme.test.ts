import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { BilanciaError } from '../../core/errors.ts';
import type { TestFile } from './file/test-case.ts';
import { testFile } from './testing/test-file.ts';

const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const example = /^```yaml\n(.*?)^```$/ms.exec(page)?.[1] ?? '';

function read(text: string): Promise<TestFile> {
  return testFile(text, { 'failover.log': '2026-11-22T09:10:00Z failover\n' });
}

it('the example of the page is a test file', async () => {
  const { tests } = await read(example);
  const [only] = tests;
  expect(only?.logs[0]?.events.length).toBe(182);
  expect(only?.series[0]?.observations.length).toBe(23);
  expect(only?.expect.alarms.map(({ alarm }) => alarm.value)).toEqual([
    'db-connections',
    'pms-silent',
  ]);
});

const scraps = fc.constantFrom(
  '',
  ' ',
  '\n',
  ':',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '*a',
  '&a ',
  '#',
  '~',
  '\t',
  '..',
  '-',
  'x9',
);

test.prop([fc.nat(example.length), fc.nat(12), scraps], { numRuns: 300 })(
  'a file with a slip anywhere is read, or refused in words',
  async (at, removed, put) => {
    const text = example.slice(0, at) + put + example.slice(at + removed);
    const result = await read(text).catch((error: unknown) => error);
    if (!(result instanceof Error)) return;
    expect(result).toBeInstanceOf(BilanciaError);
    expect(result.message).toMatch(/^x\.monitors-test\.yml:\d+:\d+: .*\. Expected |^The log file /);
  },
);
