import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from '../../cli/commands/index.ts';
import { bilancia } from './run-command-line.ts';

/** A file of `cases/`: a command line and all that it must print. `{commands}` and `{version}` stand for ours. */
const caseSchema = z.strictObject({
  command: z.string().startsWith('bilancia'),
  environment: z.record(z.string(), z.string()).default({}),
  stdout: z.string().default(''),
  stderr: z.string().default(''),
  status: z.int(),
});

const folder = join(import.meta.dirname, 'cases');
const cases = globSync('*.yml', { cwd: folder })
  .toSorted()
  .map(
    (file) =>
      [
        basename(file, '.yml'),
        caseSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))),
      ] as const,
  );

function expand(text: string): string {
  return text
    .replaceAll('{commands}', Object.keys(commands).join(', '))
    .replaceAll('{version}', packageJson.version);
}

describe('the command line', () => {
  it.each(cases)('answers %s', async (_name, { command, environment, stdout, stderr, status }) => {
    const [, ...args] = command.split(' ').filter((word) => word !== '');
    const ended = await bilancia(args, environment);
    expect(ended).toEqual({ status, stdout: expand(stdout), stderr: expand(stderr) });
  });
});
