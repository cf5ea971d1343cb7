import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bilancia } from './run-command-line.ts';

const findingSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['component', 'machine']),
  state: z.enum(['found', 'missing', 'low']),
  required: z.boolean(),
  value: z.string().optional(),
  path: z.string().optional(),
  neededFor: z.string(),
  remedy: z.string().optional(),
});
const documentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  ready: z.boolean(),
  findings: z.array(findingSchema),
});

describe('doctor', () => {
  let empty: string;
  beforeEach(async () => {
    empty = await mkdtemp(join(tmpdir(), 'bilancia-doctor-'));
  });
  afterEach(() => rm(empty, { recursive: true, force: true }));

  it('says with --json what is missing and how to get it, and ends with 2 when nothing works without it', async () => {
    const { stdout, stderr, status } = await bilancia(['doctor', '--json'], {
      PATH: empty,
      XDG_CACHE_HOME: empty,
    });
    const document = documentSchema.parse(JSON.parse(stdout));
    expect({ ready: document.ready, status, stderr }).toEqual({
      ready: false,
      status: 2,
      stderr: '',
    });
    expect(document.findings.find(({ name }) => name === 'k6')).toEqual({
      name: 'k6',
      kind: 'component',
      state: 'missing',
      required: true,
      neededFor: 'playing the visitors',
      remedy:
        'Build it once with "bilancia doctor --build-k6" (needs Go), or put k6 v2 on the PATH, or name one with BILANCIA_K6.',
    });
  });

  it('says how to get a Chromium for real browsers, also where a variable names one that is none', async () => {
    const environments = [{ PATH: empty }, { K6_BROWSER_EXECUTABLE_PATH: join(empty, 'none') }];
    for (const env of environments) {
      const { stdout } = await bilancia(['doctor'], env);
      expect(stdout).toMatch(
        /^absent +Chromium +real browsers of the profile front-end, and tests that look at pages/m,
      );
      expect(stdout).toContain(
        '\nChromium: On Debian or Ubuntu: apt-get install chromium. Or name one with K6_BROWSER_EXECUTABLE_PATH.\n',
      );
    }
  });

  it(
    'finds everything that the tests themselves need',
    { tags: ['needs/cluster', 'needs/k6'] },
    async () => {
      const { stdout, status } = await bilancia(['doctor', '--json']);
      const { ready, findings } = documentSchema.parse(JSON.parse(stdout));
      expect({ ready, status }).toEqual({ ready: true, status: 0 });
      const missing = findings.filter(({ state, required }) => required && state === 'missing');
      expect(missing).toEqual([]);
    },
  );

  it('prints a table, then what to do, then one closing sentence', async () => {
    const { stdout } = await bilancia(['doctor'], { PATH: empty, XDG_CACHE_HOME: empty });
    expect(stdout).toMatch(/^missing {2}k6 .* playing the visitors$/m);
    expect(stdout).toMatch(/^Missing and needed: .*\bk6\b.*\.\n$/m);
  });

  it('says that k6 cannot be built where there is no Go', async () => {
    const { stderr, status } = await bilancia(['doctor', '--build-k6'], {
      PATH: empty,
      XDG_CACHE_HOME: empty,
    });
    expect(status).toBe(2);
    expect(stderr).toBe(
      'k6 cannot be built: There is neither k6 nor Go to build it. Install Go 1.21 or newer (https://go.dev/dl/), or ' +
        'k6 v2 (https://grafana.com/docs/k6/latest/set-up/install-k6/) on the PATH or named by BILANCIA_K6, and run ' +
        'this again.\n',
    );
  });

  it('is what start looks at before it starts anything', async () => {
    const { stdout, stderr, status } = await bilancia(['start'], {
      PATH: empty,
      XDG_CACHE_HOME: empty,
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(
      /^[^\n]+ is not installed\. On Debian or Ubuntu: apt-get install [^\n]+\n$/,
    );
  });
});
