// @module-tag needs/k6
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { performRun } from '../../run/perform.ts';
import { rampAndHold } from '../../run/request.ts';
import { profiles } from '../../scenarios/profiles.ts';
import { pick } from '../../core/nearest.ts';

const catalogue = JSON.stringify({
  tenant: 'theirs',
  properties: [{ code: 'lido', unitGroups: [{ id: 7, maxPersons: 4 }] }],
  bookable: { from: '2027-01-01', to: '2027-12-31' },
});
const silent = { live: () => undefined, say: () => undefined, end: () => undefined };

afterAll(() => stop());

it('visitors of ours who throw are told of, and are no pass', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-throwing-'));
  const server = createServer((_, response) => response.end(catalogue));
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('it has no port');
    const script = join(folder, 'throwing.ts');
    await writeFile(
      script,
      `import { sleep } from 'k6';
       import http from 'k6/http';
       export const options = { vus: 2, duration: '3s' };
       export default function () {
         http.get(__ENV['BILANCIA_BASE_URL'] ?? '');
         sleep(0.2);
         throw new TypeError('no unit to choose from');
       }`,
    );
    const profile = { ...pick('scenario', 'smoke', profiles), script };
    const { verdict } = await performRun(
      {
        env: process.env,
        workingDirectory: folder,
        now: Date.now,
        interrupted: new AbortController().signal,
      },
      silent,
      {
        scenario: 'smoke',
        profile,
        script,
        engine: 'k6',
        visitors: 2,
        virtualUsers: { prepared: 2, most: 2 },
        phases: rampAndHold(2, 1, 2),
        seed: 1,
        out: join(folder, 'run'),
        settings: {},
      },
      {
        name: 'theirs',
        kind: 'described',
        healthPath: '/',
        tenants: [{ id: 'theirs', host: 'theirs.example', weight: 1 }],
        instances: [],
        endpoints: { baseUrl: `http://127.0.0.1:${address.port}` },
        capabilities: { observe: [], break: [], sharesMachine: false },
      },
      { confirmed: false },
    );
    expect(verdict.findings).toContainEqual({
      rule: 'script-errors',
      severity: 'inconclusive',
      summary: expect.stringMatching(
        /^\d+ of \d+ iterations of the script ended by an exception .*TypeError: no unit to choose from/,
      ),
    });
    expect(verdict.outcome).not.toBe('pass');
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
