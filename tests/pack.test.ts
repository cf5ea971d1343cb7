import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const minute = 60_000;

/** Whichever Node this machine has, not the project's own: that is what a user has who installs the package. */
const env = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
};

const packedSchema = z.tuple([
  z.object({
    filename: z.string(),
    size: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);

/** What somebody else writes on the library: it must run, and the compiler must see its types. */
const consumer = `
import { accountView } from 'bilancia/monitors/account';
import { explain } from 'bilancia/monitors/filter-pattern';
import {
  balanceDashboard,
  compileFilterPattern,
  dashboardBody,
  defineMonitors,
  match,
  parseFilterPattern,
  type FilterPattern,
} from 'bilancia/monitors';

const result = parseFilterPattern('[level = CRITICAL, text]');
if (!result.ok) throw new Error(result.error.problem);
const pattern: FilterPattern = result.pattern;
const { matched } = match(compileFilterPattern(pattern), 'CRITICAL x');
// @ts-expect-error The dialect is one of a few words, which the compiler must know.
const wrong: 'no such dialect' = pattern.dialect;
void wrong;

const monitors = defineMonitors({
  environment: { name: 'prod', region: 'eu-south-1', accountId: '123456789012' },
  definitions: [],
});
const balance = balanceDashboard({ name: 'balance', readers: ['a', 'b'] });
const widgets = dashboardBody(balance, 'eu-south-1', '123456789012')['widgets'];
console.log(
  JSON.stringify({
    matched,
    widgets: Array.isArray(widgets) ? widgets.filter(({ type }) => type === 'metric').length : 0,
    definitions: monitors.definitions.length,
    others: [typeof accountView, typeof explain],
  }),
);
`;

/** The pattern language alone needs nothing else: no package, and not even the types of Node. */
const lightConsumer = `
import { explain, compileFilterPattern } from 'bilancia/monitors/filter-pattern';

const reasons: string[] = explain(compileFilterPattern('ERROR'), 'fine');
if (reasons.length !== 1) throw new Error('one reason');
`;

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

describe('the package', () => {
  let folder: string;
  let packed: z.infer<typeof packedSchema>[0];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-pack-'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      env,
    });
    // The build that npm runs before may print, too: the document is what comes last.
    [packed] = packedSchema.parse(JSON.parse(stdout.slice(stdout.indexOf('[\n'))));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
    const offlineFirst = ['--prefer-offline', '--no-audit', '--no-fund'];
    await run('npm', ['install', ...offlineFirst, join(folder, packed.filename)], {
      cwd: folder,
      env,
    });
  }, 3 * minute);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const installed = (args: readonly string[]) =>
    run(join(folder, 'node_modules', '.bin', 'bilancia'), args, { cwd: folder, env });

  it('is small, and has no tests and no source that Node would not run', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toContain('dist/cli/main.js');
    expect(paths).toContain('dist/scenarios/engines/k6/csv/scan/scan.wasm');
    const types = /^dist\/(monitors|core)\/.*\.d\.ts$/;
    expect(paths.filter((path) => path.endsWith('.ts') && !types.test(path))).toEqual([]);
    expect(paths.filter((path) => path.includes('.test.'))).toEqual([]);
    expect(packed.size).toBeLessThan(2_000_000);
  });

  it('gives a command that works where it is installed', async () => {
    const help = await installed(['--help']);
    expect(help.stdout).toContain('USAGE\n  bilancia ');
    const { stdout } = await installed(['--version']);
    expect(stdout).toBe(`${packageJson.version}\n`);
  });

  it(
    'finds what set-up built for the project, since the pinned module is the same',
    { tags: ['needs/cluster', 'needs/k6'] },
    async () => {
      const { stdout } = await installed(['doctor', '--json']);
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
    await writeFile(join(folder, 'consumer.mts'), consumer);
    const { stdout } = await run(process.execPath, ['consumer.mts'], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      matched: true,
      widgets: 9,
      definitions: 0,
      others: ['function', 'function'],
    });
  });

  it.each(consumers)('has types that %s compiles with', async (file, text, options) => {
    await writeFile(join(folder, file), text);
    const config = { compilerOptions: { ...compilerOptions, ...options }, files: [file] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    const checked = await run(process.execPath, [tsc, '-p', folder], { cwd: folder }).catch(
      (failure: unknown) => failure,
    );
    expect(checked).toMatchObject({ stdout: '' });
  });

  it('names only dependencies that its compiled files import', async () => {
    const texts = await Promise.all(
      packed.files
        .filter(({ path }) => /\.m?js$/.test(path) && existsSync(join(root, path)))
        .map(({ path }) => readFile(join(root, path), 'utf8')),
    );
    const all = texts.join('\n');
    const unused = Object.keys(packageJson.dependencies).filter(
      (name) => !all.includes(`'${name}`),
    );
    expect(unused).toEqual([]);
  });
});
