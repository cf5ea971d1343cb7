// @module-tag needs/mariadb
// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonWithPrograms } from '../../../tests/outside-tools/python.ts';
import { type Desk, openDesk } from '../testing/desk.ts';

/** Cases in all, spread over the operations; `BILANCIA_SCHEMATHESIS_CASES=5000` asks for more. */
const cases = Number(process.env['BILANCIA_SCHEMATHESIS_CASES'] ?? 500);
const seed = Number(process.env['BILANCIA_TEST_SEED'] ?? 1);
/** A stream of events never ends. */
const endless = '/.well-known/mercure';

let desk: Desk;
let folder: string;
beforeAll(async () => {
  desk = await openDesk();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-schemathesis-'));
});
afterAll(async () => {
  await desk.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs schemathesis on a document as a manager: its exit status, and what it says. */
async function schemathesis(
  document: string,
  more: readonly string[],
): Promise<{ status: number; output: string }> {
  const python = await pythonWithPrograms();
  const st = 'from schemathesis.cli import schemathesis; schemathesis()';
  const args = [
    `--config-file=${join(import.meta.dirname, 'schemathesis.toml')}`,
    'run',
    document,
    `--url=${desk.task.url}`,
    '--header=X-Tenant: riviera',
    `--header=Authorization: Bearer ${await desk.token('manager')}`,
    `--seed=${seed}`,
    '--no-shrink',
    '--continue-on-failure',
    '--warnings=off',
    ...more,
  ];
  return new Promise((resolve) => {
    const options = { cwd: folder, maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: '1' } };
    execFile(python, ['-I', '-c', st, ...args], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

describe('schemathesis', () => {
  it(
    `finds nothing in ${cases} cases on the document`,
    async () => {
      // A third of the operations take nothing that could be varied.
      const each = Math.ceil((cases * 1.5) / desk.task.app.endpoints.length);
      // What it always tries on every operation is about a thousand cases by itself.
      const phases = cases < 2000 ? 'examples,fuzzing' : 'examples,coverage,fuzzing';
      const { status, output } = await schemathesis(`${desk.task.url}/openapi.json`, [
        `--exclude-path=${endless}`,
        `--phases=${phases}`,
        `--max-examples=${each}`,
      ]);
      expect({ status, output }).toMatchObject({ status: 0 });
      const [, generated = '0'] = /(\d+) generated/.exec(output) ?? [];
      expect(Number(generated)).toBeGreaterThanOrEqual(cases);
      expect(desk.task.log.filter((line) => line.includes('CRITICAL'))).toEqual([]);
    },
    cases * 200 + 120_000,
  );

  it('finds an answer that the document does not describe', async () => {
    const response = await desk.task.request('/openapi.json');
    const planted = (await response.text()).replace(
      '"enum":["ok","draining"',
      '"enum":["draining"',
    );
    const document = join(folder, 'planted.json');
    await writeFile(document, planted);
    const { status, output } = await schemathesis(document, [
      '--include-path=/health/live',
      '--phases=fuzzing',
      '--max-examples=2',
    ]);
    expect({ status, output }).toMatchObject({ status: 1 });
    expect(output).toContain('GET /health/live');
    expect(output).toContain('Response violates schema');
  });
});
