import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from '../../cli/commands/index.ts';
import { tableLines } from '../../cli/terminal/table.ts';
import { renderers } from '../../monitors/dashboards/renderers/index.ts';
import { exporters } from '../../monitors/formats/exporters/index.ts';
import { reporters } from '../../monitors/lint/reporters/index.ts';
import { packs } from '../../monitors/packs/packs.ts';
import { bilancia } from './run-command-line.ts';

/**
 * A file of `cases/`: a command line and all that it must print. It runs in a folder of its own, with `files` in it.
 * `needs` are tags of outside tools (see `tests/outside-tools/`). `{folder}` is that folder; the other placeholders are
 * those of `placeholders`, so that a new member of a registry breaks no case.
 */
const caseSchema = z.strictObject({
  command: z.string().startsWith('bilancia'),
  files: z.record(z.string(), z.string()).default({}),
  environment: z.record(z.string(), z.string()).default({}),
  stdout: z.string().default(''),
  stderr: z.string().default(''),
  status: z.int(),
  needs: z.array(z.string()).default([]),
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

const namesIn = (registry: object): string => Object.keys(registry).join(', ');

const placeholders: Readonly<Record<string, string>> = {
  version: packageJson.version,
  commands: namesIn(commands),
  packs: namesIn(packs),
  packTable: tableLines(Object.values(packs).map(({ name, summary }) => [name, summary])).join(
    '\n',
  ),
  lintFormats: namesIn(reporters),
  exportFormats: namesIn(exporters),
  dashboardFormats: namesIn(renderers),
};

function expand(text: string, folder: string): string {
  return Object.entries({ ...placeholders, folder }).reduce(
    (expanded, [name, value]) => expanded.replaceAll(`{${name}}`, value),
    text,
  );
}

/** Runs `work` in a new folder that holds `files`. */
async function inFolder(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-cli-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the command line', () => {
  for (const [name, { command, files, environment, needs, ...expected }] of cases)
    it.concurrent(`answers ${name}`, { tags: needs }, () =>
      inFolder(files, async (folder) => {
        const [, ...args] = command.split(' ').filter((word) => word !== '');
        const ended = await bilancia(args, environment, folder);
        const { status, stdout, stderr } = expected;
        expect(ended).toEqual({
          status,
          stdout: expand(stdout, folder),
          stderr: expand(stderr, folder),
        });
      }),
    );
});
