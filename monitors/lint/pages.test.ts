import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import { monitorsSchema } from '../schema/definition-set.ts';
import { lint, lintOnline } from './lint.ts';
import type { Rule } from './rule/rule.ts';
import { rules } from './rules/index.ts';
import { withAccount } from './testing/fake-account.ts';
import { cpu, setOf } from './testing/samples.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'lint');
const pages = globSync('*.md', { cwd: folder }).filter((file) => file !== 'README.md');
const read = (name: string): string => readFileSync(join(folder, `${name}.md`), 'utf8');

/** The definitions of the example under a heading, as the page has them. */
async function example(page: string, heading: string): Promise<readonly Definition[]> {
  const [, code] =
    new RegExp(`^## ${heading}\\n[^#]*?\`\`\`ts\\n(.*?)\`\`\``, 'ms').exec(page) ?? [];
  if (code === undefined) throw new Error(`there is no example under ${heading}`);
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  const { definitions }: { definitions: readonly Definition[] } = await import(
    /* @vite-ignore */ url
  );
  return definitions;
}

/** What a rule finds in the account that the pages of online rules speak of. */
async function findingsOf(rule: Rule, definitions: readonly Definition[]): Promise<string[]> {
  const set: DefinitionSet = setOf(
    definitions,
    rule.name === 'monthly-cost' ? { budget: { dollarsPerMonth: 5 } } : {},
  );
  const findings = rule.online
    ? await withAccount(
        {
          logGroups: { '/ecs/pms': 'STANDARD' },
          metrics: [cpu],
          alarms: { 'made-by-hand': {} },
        },
        (account) => lintOnline(set, account, { rules: [rule] }),
      )
    : lint(set, { rules: [rule] });
  return findings.map((finding) => finding.rule);
}

describe('the pages of rules', () => {
  it('are one for each rule, and no other', () => {
    expect(pages.map((file) => basename(file, '.md')).toSorted()).toEqual(
      rules.map(({ name }) => name),
    );
  });
  it.each(rules)('tell of $name what the rule itself says', (rule) => {
    const page = read(rule.name);
    const severity = rule.online ? `${rule.severity}, online` : rule.severity;
    expect(page).toContain(`# ${rule.name}\n\n${severity}: ${rule.summary}\n\n## Why\n`);
    expect(page).toContain(`\nSource: <${rule.source}>\n`);
    expect(page).toMatch(new RegExp(String.raw`\brule: '${rule.name}',`));
    expect(page).toContain(`--disable ${rule.name}\``);
  });
  it.each(rules)(
    'show an example that $name finds, and a near one that it does not',
    async (rule) => {
      const page = read(rule.name);
      expect(await findingsOf(rule, await example(page, 'Wrong'))).toContain(rule.name);
      expect(await findingsOf(rule, await example(page, 'Right'))).toEqual([]);
    },
  );
  it.each(rules)('show of $name definitions of the right shape', async ({ name }) => {
    const definitions = await example(read(name), 'Right');
    const { environment } = setOf([]);
    expect(monitorsSchema.safeParse({ environment, definitions }).error).toBeUndefined();
  });
  it('are all in the list', () => {
    const list = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const { name, severity, summary } of rules)
      expect(list.replaceAll(/ +/g, ' ')).toContain(
        `| [${name}](${name}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
      );
  });
});
