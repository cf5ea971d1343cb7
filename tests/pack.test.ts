import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import { objectivesJsonSchema } from '../reports/objectives/json-schema.ts';
import { clusterStateSchema } from '../system-under-test/cluster/state.ts';
import { consumer, lightConsumer, script } from './installed/consumers.ts';
import { foreignEnvironment as env, packAndInstall, root } from './installed/install.ts';
import type { Installed } from './installed/install.ts';
import { asNobody } from './installed/nobody.ts';

const run = promisify(execFile);
const minute = 60_000;

const compilerOptions = {
  module: 'nodenext',
  target: 'es2024',
  strict: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noEmit: true,
  skipLibCheck: false,
};

/** What others compile: the file, its text, and what they have besides. */
const consumers = [
  [
    'consumer.mts',
    consumer,
    { lib: ['es2025', 'dom'], types: ['node'], typeRoots: [join(root, 'node_modules', '@types')] },
  ],
  ['light.mts', lightConsumer, { lib: ['es2024'], types: [] }],
] as const;

/** The major version of the Node that a user has here. */
async function foreignNode(): Promise<number> {
  const { stdout } = await run('node', ['--version'], { env });
  return Number(/^v(\d+)/.exec(stdout)?.[1]);
}

describe('the package', () => {
  let pack: Installed;
  beforeAll(async () => {
    pack = await packAndInstall();
  }, 8 * minute);
  afterAll(() => pack.remove());

  const installed = (...args: string[]) => run(pack.command, args, { cwd: pack.folder, env });

  it('is small, and has no tests and no source that Node would not run', () => {
    const { paths, size } = pack;
    expect(paths).toContain('dist/cli/main.js');
    expect(paths).toContain('dist/monitors/filter-pattern/bulk/scan/scan.wasm');
    expect(paths).toContain('dist/reports/balance/sources/parts/worker.js');
    expect(paths).toContain('dist/reports/balance/sources/scan/scan.wasm');
    expect(paths).toContain('dist/scenarios/engines/k6/csv/scan/scan.wasm');
    expect(paths).toContain('dist/system-under-test/cluster/sql-proxy/LoopbackProxy.java');
    const meant = /^(dist\/(monitors|core)\/.*\.d\.ts|monitors\/examples\/[^/]*\.ts)$/;
    expect(paths.filter((path) => path.endsWith('.ts') && !meant.test(path))).toEqual([]);
    expect(paths.filter((path) => path.includes('.test.'))).toEqual([]);
    expect(size).toBeLessThan(2_000_000);
  });

  it('has the schema by which editors check objectives files', async () => {
    const schema: unknown = JSON.parse(
      await readFile(join(pack.content, 'docs/schemas/objectives.schema.json'), 'utf8'),
    );
    expect(schema).toEqual(objectivesJsonSchema());
  });

  it('links to nothing that is not in it', async () => {
    const pages = pack.paths.filter((path) => path.endsWith('.md'));
    expect(pages).toContain('README.md');
    const dead = pages.map(async (page) => {
      const text = await readFile(join(pack.content, page), 'utf8');
      return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !existsSync(join(pack.content, dirname(page), link)))
        .map((link) => `${page}: ${link}`);
    });
    expect((await Promise.all(dead)).flat()).toEqual([]);
  });

  it('has every page that its messages name', async () => {
    const code = pack.paths.filter((path) => /^(bin|dist)\/.*\.m?js$/.test(path));
    const texts = await Promise.all(code.map((path) => readFile(join(pack.content, path), 'utf8')));
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\b(?:[\w-]+\/)+[\w-]+\.md\b/g)].map(([page]) => page),
    );
    const { stdout } = await installed('monitors', 'lint', '--list', '--json');
    const listed = z.object({ rules: z.array(z.object({ page: z.string() })) });
    const { rules } = listed.parse(JSON.parse(stdout));
    const pages = [...named, ...rules.map(({ page }) => page)];
    expect(pages.length).toBeGreaterThan(50);
    expect(pages.filter((page) => !existsSync(join(pack.content, page)))).toEqual([]);
  });

  it('gives a command that works where it is installed', async () => {
    const help = await installed('--help');
    expect(help.stdout).toContain('USAGE\n  bilancia ');
    const { stdout } = await installed('--version');
    expect(stdout).toBe(`${packageJson.version}\n`);
  });

  it('says in a line that the Node it brings was left out', async ({ skip }) => {
    const major = await foreignNode();
    if (major >= 24) skip();
    const alone = join(dirname(pack.folder), 'alone');
    cpSync(join(pack.content, 'bin'), join(alone, 'bin'), { recursive: true });
    const failure: unknown = await run('node', [join(alone, 'bin', 'bilancia.mjs')], { env }).catch(
      (thrown: unknown) => thrown,
    );
    expect(failure).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^bilancia needs Node\.js 24 or newer, and this is \S+\. The one that the package brings is not there for \w+ on \w+: install it without --omit=optional, or put a newer Node\.js first on the PATH\.\n$/,
      ),
    });
  });

  it(
    'finds what set-up built for the project, since the pinned module is the same',
    { tags: ['needs/cluster', 'needs/k6'] },
    async () => {
      const { stdout } = await installed('doctor', '--json');
      const { ready, findings } = z
        .object({
          ready: z.boolean(),
          findings: z.array(z.object({ name: z.string(), state: z.string() })),
        })
        .parse(JSON.parse(stdout));
      expect(ready).toBe(true);
      expect(findings).toContainEqual(expect.objectContaining({ name: 'k6', state: 'found' }));
    },
  );

  it("gives others its library by the package's name", async () => {
    await writeFile(join(pack.folder, 'consumer.mts'), consumer);
    const { stdout } = await run(process.execPath, ['consumer.mts'], { cwd: pack.folder });
    expect(JSON.parse(stdout)).toEqual({
      matched: true,
      widgets: 9,
      definitions: 0,
      others: ['function', 'function'],
    });
  });

  it.each(Object.keys(packageJson.exports))(
    'has %s for whichever Node others run',
    async (name) => {
      const module = name.replace(/^\./, 'bilancia');
      const options = name.endsWith('.json') ? `, { with: { type: 'json' } }` : '';
      const program = `import('${module}'${options}).then((all) => console.log(Object.keys(all).length))`;
      const { stdout } = await run('node', ['-e', program], { cwd: pack.folder, env });
      expect(Number(stdout)).toBeGreaterThan(0);
    },
  );

  it.each(consumers)('has types that %s compiles with', async (file, text, options) => {
    await writeFile(join(pack.folder, file), text);
    const config = { compilerOptions: { ...compilerOptions, ...options }, files: [file] };
    await writeFile(join(pack.folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    const checked = await run(process.execPath, [tsc, '-p', pack.folder], {
      cwd: pack.folder,
    }).catch((failure: unknown) => failure);
    expect(checked).toMatchObject({ stdout: '' });
  });

  it('names only dependencies that its compiled files import', async () => {
    const texts = await Promise.all(
      pack.paths
        .filter((path) => /\.m?js$/.test(path) && existsSync(join(root, path)))
        .map((path) => readFile(join(root, path), 'utf8')),
    );
    const all = texts.join('\n');
    const unused = Object.keys(packageJson.dependencies).filter(
      (name) => !all.includes(`'${name}`),
    );
    expect(unused).toEqual([]);
  });

  it(
    'does its main job from an empty folder',
    { tags: ['needs/cluster', 'needs/k6'], timeout: 4 * minute },
    async () => {
      const empty = join(dirname(pack.folder), 'empty folder');
      await mkdir(empty);
      const load = ['--visitors', '50', '--ramp', '2s', '--duration', '10s', '--size', 'small'];
      const started = run(pack.command, ['start', ...load, '--out', 'run'], { cwd: empty, env });
      const { stdout } = await started.catch((thrown: unknown) =>
        // What so short a load on a busy machine comes to is not the package's.
        z.object({ code: z.union([z.literal(1), z.literal(3)]), stdout: z.string() }).parse(thrown),
      );
      expect(stdout).toMatch(/^Verdict: \w+\n/);
      expect(stdout).toContain(`Report: ${join(empty, 'run', 'report.html')}\n`);
      expect(existsSync(join(empty, 'run', 'report.html'))).toBe(true);
    },
  );

  it(
    'works for an account without a home, in folders with blanks',
    { tags: ['needs/cluster', 'needs/k6'], timeout: 4 * minute },
    async () => {
      const { folder, bilancia } = await asNobody(pack);
      const name = 'pack-nobody';
      const up = await bilancia('up', '--size', 'small', '--tasks', '1', '--name', name, '--json');
      expect(up).toMatchObject({ status: 0, stderr: '' });
      try {
        const status = await bilancia('status', '--name', name, '--json');
        const { baseUrl } = clusterStateSchema.parse(JSON.parse(status.stdout));
        const load = ['--visitors', '10', '--ramp', '1s', '--duration', '3s'];
        const smoke = await bilancia('run', 'smoke', '--name', name, ...load, '--out', 'smoke run');
        expect(smoke.stdout).toMatch(/^Verdict: \w+\n/);
        await writeFile(join(folder, 'theirs.js'), script);
        const target = `name: theirs\nbaseUrl: ${baseUrl}\nhealthPath: /health/ready\n`;
        await writeFile(join(folder, 't.yml'), target);
        const theirs = await bilancia('run', './theirs.js', '--target', 't.yml', '--out', 'theirs');
        const verdict = /^Verdict: .*\n/m.exec(theirs.stdout)?.[0];
        const report = await bilancia('report', 'theirs');
        expect({ status: report.status, said: report.stdout }).toEqual({
          status: theirs.status,
          said: expect.stringContaining(verdict ?? 'a verdict'),
        });
      } finally {
        expect(await bilancia('down', '--name', name)).toMatchObject({ status: 0 });
      }
    },
  );

  it('has definitions to begin with, and examples with tests that pass where they are copied', async () => {
    const folder = join(dirname(pack.folder), 'their monitors');
    await cp(join(pack.content, 'monitors', 'examples'), folder, { recursive: true });
    const options = { cwd: folder, env };
    const written = await run(pack.command, ['monitors', 'init'], options);
    expect(written.stdout).toMatch(/^Wrote bilancia\.monitors\.ts\./);
    const linted = await run(pack.command, ['monitors', 'lint', '--json'], options);
    expect(linted.stderr).toBe('');
    const { stdout } = await run(pack.command, ['monitors', 'test'], options);
    expect(stdout).toContain('01-first.monitors-test.yml');
  });
});
