// @module-tag needs/bash
// @module-tag needs/k6
// @module-tag needs/openssl
// @module-tag needs/python-programs
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commands } from '../../cli/commands/index.ts';
import { followRoute } from '../../cli/terminal/route.ts';
import { pythonWithPrograms } from '../outside-tools/python.ts';
import { type SmallSite, openSmallSite } from '../run/small-site.ts';
import { untilValid } from '../run/until-valid.ts';
import { type Ended, bilancia, root } from './run-command-line.ts';

const files = { gitlab: 'bilancia.gitlab-ci.yml', github: '.github/workflows/bilancia.yml' };
const job = z.looseObject({
  script: z.array(z.string()).default([]),
  before_script: z.array(z.string()).default([]),
  after_script: z.array(z.string()).default([]),
  steps: z.array(z.looseObject({ run: z.string().optional() })).default([]),
});

describe('ready pipelines', () => {
  let folder: string;
  let site: SmallSite;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-pipelines-'));
    site = await openSmallSite();
    for (const service of ['gitlab', 'github']) {
      const { status } = await bilancia(['init', 'ci', service], {}, folder);
      expect(status).toBe(0);
    }
    for (const name of ['target', 'deployed'])
      await writeFile(
        join(folder, 'bilancia', `${name}.yml`),
        `name: ${name}\nbaseUrl: ${site.url}\nhealthPath: /ok\n`,
      );
    await writeFile(
      join(folder, 'quick.js'),
      // Visitors who pause leave the machine to those who answer, and to other tests.
      `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 5, duration: '2s' };
export default () => { http.get('${site.url}/ok', { tags: { name: 'ok' } }); http.get('${site.url}/after/20', { tags: { name: 'after' } }); sleep(0.05); };
`,
    );
    // What npx would fetch is what is tried; GitLab is nobody.
    await program(
      'npx',
      `shift 2; exec "${process.execPath}" "${join(root, 'bin', 'bilancia.mjs')}" "$@"`,
    );
    await program('curl', 'printf "%s\\n" "$@" > asked-by-curl.txt');
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  async function program(name: string, body: string): Promise<void> {
    const path = join(folder, 'bin', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/bash\n${body}\n`);
    await chmod(path, 0o755);
  }

  async function jobsOf(service: keyof typeof files): Promise<Map<string, z.infer<typeof job>>> {
    const document: unknown = parse(await readFile(join(folder, files[service]), 'utf8'), {
      merge: true,
    });
    const found =
      service === 'gitlab' ? document : z.looseObject({ jobs: z.unknown() }).parse(document).jobs;
    return new Map(Object.entries(z.record(z.string(), job).parse(found)));
  }

  /** Runs the lines of a script as a runner does, with a quick load in the place of the night's. */
  async function play(
    lines: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const script = lines
      .join('\n')
      .replace('run steady --visitors 10000 --duration 10m', 'run "$BILANCIA_SCENARIO"');
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        BILANCIA: 'bilancia@0.1.0',
        BILANCIA_SCENARIO: './quick.js',
        BILANCIA_TARGET: 'bilancia/target.yml',
        BILANCIA_DEPLOYED: 'bilancia/deployed.yml',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = once(child, 'close');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [status] = z.tuple([z.number().nullable(), z.unknown()]).parse(await closed);
    return { status, stdout, stderr };
  }

  /** The same from the beginning, and again where the machine was too busy to say anything of a system. */
  async function playAnew(
    lines: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    return untilValid(
      async () => {
        for (const left of ['runs', 'step-summary.md'])
          await rm(join(folder, left), { recursive: true, force: true });
        return play(lines, env);
      },
      ({ stdout }) => /\binvalid\b/.test(stdout),
    );
  }

  it.each([
    ['gitlab', 'vendor.gitlab-ci'],
    ['github', 'vendor.github-workflows'],
  ] as const)(
    'of %s are as its schema has them, which finds a planted fault',
    async (service, schema) => {
      const check = async (path: string): Promise<string> => {
        const python = await pythonWithPrograms();
        const args = ['-I', '-m', 'check_jsonschema', '--builtin-schema', schema, path];
        const { stdout } = await promisify(execFile)(python, args).catch((error: unknown) =>
          z.object({ stdout: z.string() }).parse(error),
        );
        return stdout;
      };
      const path = join(folder, files[service]);
      expect(await check(path)).toBe('ok -- validation done\n');
      const wrong = join(folder, 'wrong.yml');
      const fault = service === 'gitlab' ? 'odd: { script: 7 }\n' : 'nonsense: 1\n';
      await writeFile(wrong, `${await readFile(path, 'utf8')}${fault}`);
      expect(await check(wrong)).toMatch(/^Schema validation errors were encountered\./);
    },
  );

  it('give no flag that a command does not have', async () => {
    const lines: string[] = [];
    for (const service of ['gitlab', 'github'] as const)
      for (const one of (await jobsOf(service)).values())
        lines.push(
          ...one.before_script,
          ...one.script,
          ...one.after_script,
          ...one.steps.flatMap(({ run }) => run ?? []),
        );
    const calls = lines.flatMap((line) => [
      ...line.replaceAll('\\\n', ' ').matchAll(/npx --yes \$BILANCIA ([^|;\n]+)/g),
    ]);
    expect(calls.length).toBeGreaterThan(8);
    const unknown = calls.flatMap(([, call = '']) => {
      const words = call.trim().split(/\s+/);
      const { command } = followRoute(words, commands);
      if (command === undefined) return [];
      const flags = new Set(
        Object.keys(command.parameters.flags ?? {}).map((flag) =>
          flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        ),
      );
      return words.filter((word) => word.startsWith('--') && !flags.has(word.slice(2)));
    });
    expect(unknown).toEqual([]);
  });

  it('of GitLab test a change, and leave what the merge request shows', async () => {
    const smoke = (await jobsOf('gitlab')).get('bilancia-smoke');
    const ended = await playAnew(smoke?.script ?? []);
    expect([ended.status, ended.stderr]).toEqual([0, expect.any(String)]);
    expect(ended.stdout).toContain('Verdict: pass\n');
    expect(await readFile(join(folder, 'junit.xml'), 'utf8')).toContain('<testsuites ');
    const { metrics } = JSON.parse(await readFile(join(folder, 'load-performance.json'), 'utf8'));
    expect(Object.keys(metrics)).toEqual(['http_reqs', 'http_req_waiting', 'checks']);
    const variables = {
      BILANCIA_TOKEN: 'token',
      CI_MERGE_REQUEST_IID: '12',
      CI_PROJECT_ID: '7',
      CI_API_V4_URL: 'https://gitlab.example/api/v4',
    };
    expect((await play(smoke?.after_script ?? [], variables)).status).toBe(0);
    const asked = (await readFile(join(folder, 'asked-by-curl.txt'), 'utf8')).trimEnd().split('\n');
    expect(asked.slice(-3)).toEqual([
      '--data-urlencode',
      'body@comment.md',
      'https://gitlab.example/api/v4/projects/7/merge_requests/12/notes',
    ]);
  });

  it('of GitLab play the night', async () => {
    const nightly = (await jobsOf('gitlab')).get('bilancia-nightly');
    const { status, stdout } = await playAnew(nightly?.script ?? []);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Report: \S+nightly\/report\.html$/m);
  });

  it('of GitHub leave a summary and annotations, and make a warning of what says too little', async () => {
    const step = (await jobsOf('github'))
      .get('smoke')
      ?.steps.find(({ run }) => run?.includes('run "$BILANCIA_SCENARIO"'));
    const summary = join(folder, 'step-summary.md');
    const ended = await playAnew([step?.run ?? ''], { GITHUB_STEP_SUMMARY: summary });
    expect(ended.status).toBe(0);
    expect(await readFile(summary, 'utf8')).toMatch(/^## ✅ Bilancia: pass\n/);
    expect(ended.stdout).toMatch(/^::notice title=Bilancia::\.\/quick\.js: pass\. /m);
    await rm(join(folder, 'runs'), { recursive: true });
    await writeFile(
      join(folder, 'once.js'),
      `import http from 'k6/http';\nexport default () => void http.get('${site.url}/ok');\n`,
    );
    const little = await play([step?.run ?? ''], {
      GITHUB_STEP_SUMMARY: summary,
      BILANCIA_SCENARIO: './once.js',
    });
    expect(little.status).toBe(0);
    expect(little.stdout).toContain('::warning::The run says too little, see its summary.\n');
  });

  it('stop a change that makes it slow', async () => {
    const smoke = (await jobsOf('gitlab')).get('bilancia-smoke');
    await writeFile(
      join(folder, 'bilancia', 'slo.yml'),
      "objectives:\n  - { name: every request, requests: ['*'], p95: 10 }\n",
    );
    const { status, stdout } = await playAnew(smoke?.script ?? []);
    expect(status).toBe(1);
    expect(stdout).toContain('Verdict: fail\n');
    expect(await readFile(join(folder, 'junit.xml'), 'utf8')).toContain('<failure ');
  });
});
