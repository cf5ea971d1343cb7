import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from '../../cli/commands/index.ts';
import { bilancia } from './run-command-line.ts';

/**
 * A file of `cases/`: a command line and all that it must print. It runs in a folder of its own, with `files` in it.
 * `{folder}` stands for that folder, `{commands}` and `{version}` for ours.
 */
const caseSchema = z.strictObject({
  command: z.string().startsWith('bilancia'),
  files: z.record(z.string(), z.string()).default({}),
  environment: z.record(z.string(), z.string()).default({}),
  stdout: z.string().default(''),
  stderr: z.string().default(''),
  status: z.int(),
});

const caseFolder = join(import.meta.dirname, 'cases');
const cases = globSync('*.yml', { cwd: caseFolder })
  .toSorted()
  .map(
    (file) =>
      [
        basename(file, '.yml'),
        caseSchema.parse(parse(readFileSync(join(caseFolder, file), 'utf8'))),
      ] as const,
  );

function expand(text: string, workingDirectory: string): string {
  return text
    .replaceAll('{folder}', workingDirectory)
    .replaceAll('{commands}', Object.keys(commands).join(', '))
    .replaceAll('{version}', packageJson.version);
}

describe('the command line', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each(cases)(
    'answers %s',
    async (_name, { command, files, environment, stdout, stderr, status }) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), text);
      }
      const [, ...args] = command.split(' ').filter((word) => word !== '');
      const ended = await bilancia(args, environment, folder);
      expect(ended).toEqual({
        status,
        stdout: expand(stdout, folder),
        stderr: expand(stderr, folder),
      });
    },
  );
});
