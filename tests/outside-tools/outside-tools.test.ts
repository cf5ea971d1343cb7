import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../cli/run-command-line.ts';
import { mustHaveAll } from './missing.ts';

const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

const chromiumRemedy =
  'On Debian or Ubuntu: apt-get install chromium. Or name one with K6_BROWSER_EXECUTABLE_PATH.';
const k6Remedy = '"npm test" builds it where there is Go 1.21 or newer (https://go.dev/dl/).';

describe('tests of outside tools, where there is neither k6 nor Chromium', () => {
  let empty: string;
  beforeEach(async () => {
    empty = await mkdtemp(join(tmpdir(), 'bilancia-no-tools-'));
  });
  afterEach(() => rm(empty, { recursive: true, force: true }));

  /** Runs the fixtures by vitest with nothing on the PATH. */
  async function runFixtures(
    environment: Record<string, string>,
    ...more: string[]
  ): Promise<{ status: unknown; output: string }> {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = ['run', '--root', join(import.meta.dirname, 'fixtures')];
    const child = spawn(process.execPath, [vitest, ...args, ...more], {
      env: { PATH: empty, HOME: empty, NO_COLOR: '1', ...environment },
    });
    const ended = once(child, 'close');
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [status] = await ended;
    return { status, output: output + errors };
  }

  it('are skipped, and the last lines say for which tools, how many, and what to do', async () => {
    expect(await runFixtures({})).toEqual({
      status: 0,
      output:
        `Missing: k6. 2 tests were skipped. ${k6Remedy}\n` +
        `Missing: Chromium. 2 tests were skipped. ${chromiumRemedy}\n`,
    });
  });

  it('fail with the same words where CI is set, before they start anything', async () => {
    const results = join(empty, 'results.json');
    const more = ['--reporter=json', `--outputFile=${results}`];
    const { status } = await runFixtures({ CI: 'true' }, ...more);
    expect(status).toBe(1);
    const { testResults } = resultsSchema.parse(JSON.parse(await readFile(results, 'utf8')));
    const chromium = `Missing: Chromium. CI is set, so this fails. ${chromiumRemedy}`;
    const k6 = `Missing: k6. CI is set, so this fails. ${k6Remedy}`;
    const [whole, some] = testResults;
    expect(whole).toMatchObject({ message: chromium });
    expect(
      some?.assertionResults.map(({ title, status, failureMessages: [message] }) => [
        title,
        status,
        message?.split('\n')[0],
      ]),
    ).toEqual([
      ['needs nothing', 'passed', undefined],
      ['needs k6', 'failed', `Error: ${k6}`],
      ['needs k6 and Chromium', 'failed', `Error: ${k6} ${chromium}`],
    ]);
  });
});

describe('everything must be there', () => {
  it.each([
    [{ CI: 'true' }, true],
    [{ CI: '1' }, true],
    [{ CI: 'false' }, false],
    [{ CI: '' }, false],
    [{}, false],
  ])('with %j: %j', (environment, expected) => {
    expect(mustHaveAll(environment)).toBe(expected);
  });
});
