// @module-tag needs/k6
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { trivialSite } from '../bench/trivial-site.ts';
import { root } from './cli/run-command-line.ts';
import { startTestDatabases } from '../system-under-test/pms/testing/fixture.ts';
import { verdictSchema } from '../reports/verdict/schema.ts';

/** What a new member of a list takes: a file, and lines before the one that ends the list. */
interface Member {
  readonly file: string;
  readonly text: string;
  readonly list: string;
  /** Import line, and entry. */
  readonly lines: readonly [importLine: string, entry: string];
  /** How the list's declaration begins; the entry becomes its first. */
  readonly listStart: string;
}

const members: Readonly<Record<string, Member>> = {
  command: {
    file: 'cli/commands/greet.ts',
    text: `import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { documentation } from '../terminal/documentation.ts';
export const greet = buildCommand<object, [], Context>({
  docs: documentation({ brief: 'Greet', examples: [['bilancia greet', 'a greeting']] }),
  parameters: {},
  func() { this.process.stdout.write('good morning\\n'); },
});
`,
    list: 'cli/commands/index.ts',
    lines: ["import { greet } from './greet.ts';", '  greet,'],
    listStart: 'export const commands: Routes = {',
  },
  profile: {
    file: 'scenarios/k6/glance.ts',
    text: `import http from 'k6/http';
export const options = {
  discardResponseBodies: true,
  scenarios: { glance: { executor: 'constant-arrival-rate', rate: 50, duration: '6s', preAllocatedVUs: 5 } },
};
export default function (): void {
  http.get(\`\${__ENV['BILANCIA_BASE_URL']}/glance\`, { tags: { name: 'glance' } });
}
`,
    list: 'scenarios/profiles.ts',
    lines: [
      '',
      "  glance: { brief: 'a glance', model: 'open', script: scriptPath('glance'), visitors: 5, virtualUsers: oneEach, rampSeconds: 0, holdSeconds: 6, plan: planOf(hurriedDay) },",
    ],
    listStart: 'export const profiles: Readonly<Record<string, Profile>> = {',
  },
  observer: {
    file: 'probes/observers/heartbeat.ts',
    text: `import { every } from '../../core/every.ts';
import type { Observer } from './observer.ts';
async function* beat(until: AbortSignal) {
  for await (const _ of every(500, until)) yield JSON.stringify({ heart: 'beats' });
}
export const heartbeat: Observer = { file: 'console', watch: ({ until }) => beat(until) };
`,
    list: 'probes/observers/index.ts',
    lines: ["import { heartbeat } from './heartbeat.ts';", '  heartbeat,'],
    listStart: 'export const observers: Readonly<Record<string, Observer>> = {',
  },
  invariant: {
    file: 'probes/invariants/no-campsites.ts',
    text: `import type { StatementInvariant } from './invariant.ts';
export const noCampsites: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'There are no campsites.',
  checked: 'SELECT COUNT(*) AS checked FROM property',
  violations: 'SELECT code AS campsite FROM property',
};
`,
    list: 'probes/invariants/index.ts',
    lines: ["import { noCampsites } from './no-campsites.ts';", "  'no-campsites': noCampsites,"],
    listStart: 'export const invariants: Readonly<Record<string, Invariant>> = {',
  },
  rule: {
    file: 'reports/verdict/rules/friendly.ts',
    text: `import type { Rule } from '../judged-run.ts';
export const friendly: Rule = () => [{ severity: 'remark', summary: 'It was a friendly run.' }];
`,
    list: 'reports/verdict/rules/index.ts',
    lines: ["import { friendly } from './friendly.ts';", '  friendly,'],
    listStart: 'export const rules: Readonly<Record<string, Rule>> = {',
  },
  section: {
    file: 'reports/html/sections/farewell.ts',
    text: `import { html } from '../markup/html.ts';
import type { Section } from './section.ts';
export const farewell: Section = { markup: () => html\`<section><h2>Farewell</h2></section>\` };
`,
    list: 'reports/html/sections/index.ts',
    lines: ["import { farewell } from './farewell.ts';", '  farewell,'],
    listStart: 'export const sections: readonly Section[] = [',
  },
  'lint rule': {
    file: 'monitors/lint/rules/always-friendly.ts',
    text: `import type { OfflineRule } from '../rule/rule.ts';
export const alwaysFriendly: OfflineRule = {
  name: 'always-friendly',
  severity: 'warning',
  summary: 'Definitions that could be friendlier.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/',
  *check() {
    yield { summary: 'It could be friendlier.', details: 'Smile.' };
  },
};
`,
    list: 'monitors/lint/rules/all.ts',
    lines: ["export { alwaysFriendly } from './always-friendly.ts';", ''],
    listStart: '',
  },
  renderer: {
    file: 'reports/renderers/one-word.ts',
    text: `import type { Renderer } from './renderer.ts';
export const oneWord: Renderer = { name: 'outcome.txt', render: (_, { outcome }) => \`\${outcome}\\n\` };
`,
    list: 'reports/renderers/index.ts',
    lines: ["import { oneWord } from './one-word.ts';", '  oneWord,'],
    listStart: 'export const renderers: Readonly<Record<string, Renderer>> = {',
  },
};

const node = join(root, 'node_modules', '.bin', 'node');

describe('a copy with one more of everything that is kept in a list', () => {
  let copy: string;
  let site: Server;
  let target: string;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'bilancia-copy-'));
    const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root });
    for (const file of stdout.split('\0').filter((name) => name !== ''))
      await cp(join(root, file), join(copy, file), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const member of Object.values(members)) await add(member);
    site = trivialSite().listen(0, '127.0.0.1');
    await once(site, 'listening');
    const address = site.address();
    if (address === null || typeof address === 'string') throw new Error('the site has no port');
    target = join(copy, 'target.yml');
    await writeFile(target, `name: site\nbaseUrl: http://127.0.0.1:${address.port}\n`);
  });
  afterAll(async () => {
    site.close();
    await rm(copy, { recursive: true, force: true });
  });

  async function add({
    file,
    text,
    list,
    lines: [importLine, entry],
    listStart,
  }: Member): Promise<void> {
    await writeFile(join(copy, file), text);
    const before = await readFile(join(copy, list), 'utf8');
    expect(before).toContain(listStart);
    const after = `${importLine}\n${entry === '' ? before : before.replace(listStart, `${listStart}\n${entry}`)}`;
    await writeFile(join(copy, list), after);
  }

  async function bilancia(...args: string[]): Promise<string> {
    const env = { ...process.env, PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}` };
    const main = join(copy, 'cli', 'main.ts');
    return (await promisify(execFile)(node, [main, ...args], { cwd: copy, env })).stdout;
  }

  it('has the command, in its help too', async () => {
    expect(await bilancia('greet')).toBe('good morning\n');
    expect(await bilancia('--help')).toContain('greet       Greet');
  });

  it('lints by the rule', async () => {
    await bilancia('monitors', 'init', '--out', 'first.monitors.ts');
    const linted = bilancia('monitors', 'lint', 'first.monitors.ts');
    const printed = await linted.catch(
      (error: unknown) => `${Object(error).stdout}${Object(error).stderr}`,
    );
    expect(printed).toContain('always-friendly');
    expect(printed).toContain('It could be friendlier.');
  });

  it('holds the invariant against a database', { tags: ['needs/mariadb'] }, async () => {
    const databases = await startTestDatabases();
    try {
      const database = {
        writer: { id: 'writer', role: 'writer', address: `127.0.0.1:${databases.server.port}` },
        readers: [],
        user: 'root',
        password: '',
        schemas: { riviera: 'pms_riviera' },
      };
      await writeFile(
        join(copy, 'check.ts'),
        `import { checkInvariants } from './probes/check-invariants.ts';
for await (const check of checkInvariants(${JSON.stringify(database)}, 'during', Date.now))
  if (check.violations > 0) console.log(check.name, check.examples[0]);
`,
      );
      const { stdout } = await promisify(execFile)(node, [join(copy, 'check.ts')], { cwd: copy });
      expect(stdout).toContain("no-campsites { campsite: 'RIV1' }\n");
    } finally {
      await databases.stop();
    }
  });

  it('plays the profile, watches with the observer, judges by the rule, and writes section and file', async () => {
    expect(await bilancia('run', '--help')).toContain('glance             a glance');
    const out = join(copy, 'runs', 'glance');
    // With nobody who counts bookings or visitors there is nothing to say of them; the outcome is the rules' matter.
    const run = bilancia('run', 'glance', '--target', target, '--out', out, '--json');
    const printed = await run.catch((error: unknown) => String(Object(error).stdout));
    const { verdict } = z.object({ verdict: verdictSchema }).parse(JSON.parse(printed));
    expect(verdict.reasons).toContain('It was a friendly run.');
    expect(await readFile(join(out, 'console.log'), 'utf8')).toContain('{"heart":"beats"}\n');
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('<h2>Farewell</h2>');
    expect(await readFile(join(out, 'outcome.txt'), 'utf8')).toBe(`${verdict.outcome}\n`);
  });
});
