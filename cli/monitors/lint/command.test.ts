import { describe, expect, it } from 'vitest';
import { rules } from '../../../monitors/lint/rules/index.ts';
import { bilancia } from '../../../tests/cli/run-command-line.ts';

describe('bilancia monitors lint --list', () => {
  it('prints a line for each rule', async () => {
    const { stdout, stderr, status } = await bilancia(['monitors', 'lint', '--list']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(rules.map(({ name }) => name));
    expect(lines.find((line) => line.startsWith('log-group '))).toMatch(
      /^log-group +error +online +A metric filter on /,
    );
  });
  it('prints them for a program, with their pages', async () => {
    const { stdout } = await bilancia(['monitors', 'lint', '--list', '--json']);
    const document: unknown = JSON.parse(stdout);
    expect(document).toEqual({
      schemaVersion: 1,
      rules: rules.map(({ name, severity, online = false, summary, source }) => ({
        name,
        severity,
        online,
        summary,
        page: `docs/lint/${name}.md`,
        source,
      })),
    });
  });
});
