import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { commandPaths } from '../../cli/terminal/route.ts';
import { bilancia } from './run-command-line.ts';

const names = Object.keys(commands);
const groups = [...new Set(commandPaths(commands).flatMap((path) => path.slice(0, -1)))];

/** Example lines of a help text: those under EXAMPLES, without what they are good for. */
function examplesOf(help: string): string[] {
  const section = /^EXAMPLES\n((?: {2}.*\n)+)/m.exec(help)?.[1] ?? '';
  return section
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [line.trim().split('  ')[0] ?? '']));
}

function flagsOf(line: string): string[] {
  return [...line.matchAll(/ (--[a-z][a-z0-9-]*)/g)].map(([, flag]) => flag ?? '');
}

describe('help', () => {
  it('lists every command and how to learn more, with examples', async () => {
    const { stdout, status } = await bilancia([]);
    expect(status).toBe(0);
    for (const name of names) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(examplesOf(stdout)).toContain('bilancia COMMAND --help');
  });

  it.each(groups)('of the group %s lists its commands, with examples', async (group) => {
    const { stdout, status } = await bilancia([group, '--help']);
    expect(status).toBe(0);
    const members = commandPaths(commands).filter(([first]) => first === group);
    for (const [, name] of members) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(examplesOf(stdout).length).toBeGreaterThan(0);
  });

  const paths = commandPaths(commands).map((path) => path.join(' '));
  it.each(paths)('of %s has examples whose flags exist', async (name) => {
    const { stdout, stderr, status } = await bilancia([...name.split(' '), '--help']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const examples = examplesOf(stdout);
    expect(examples.length).toBeGreaterThan(0);
    const flagTable = stdout.slice(stdout.indexOf('\nFLAGS\n'));
    for (const example of examples) {
      expect(example).toMatch(new RegExp(`^bilancia ${name}( |$)`));
      for (const flag of flagsOf(example)) expect(flagTable).toContain(flag);
    }
  });
});
