import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Files to load, and what comes of each: `load-cases.yml`. */
const cases = z
  .array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      text: z.string(),
      /** Files beside it. */
      beside: z.record(z.string(), z.string()).default({}),
      definitions: z.array(z.unknown()).optional(),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  )
  .parse(parse(readFileSync(join(import.meta.dirname, 'testing', 'load-cases.yml'), 'utf8')));

describe('loadDefinitions', () => {
  let folder: string;
  let outcomes: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-load-'));
    for (const { file, text, beside } of cases)
      for (const [name, content] of Object.entries({ [file]: text, ...beside })) {
        await mkdir(join(folder, dirname(name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
    await mkdir(join(folder, 'folder.ts'));
    const script = join(import.meta.dirname, 'testing', 'load-each.ts');
    const files = [...cases.map(({ file }) => file), 'folder.ts', 'none.ts'];
    const child = fork(script, [folder, ...files], { silent: true });
    const said: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const [[message], [status]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
    expect(status).toBe(0);
    expect(said).toEqual([]);
    outcomes = z.record(z.string(), z.unknown()).parse(message);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(cases)('$name', ({ file, definitions, code, message }) => {
    expect(outcomes[file]).toEqual(
      definitions === undefined ? { code, message: expanded(message) } : { definitions },
    );
  });

  const expanded = (message: string | undefined) =>
    message?.trimEnd().replaceAll('{folder}', folder).replaceAll('{expected}', expected);
  const expected =
    'Expected a module that exports "monitors" ("bilancia monitors init" writes one), Terraform JSON ("terraform show -json") or a CloudFormation template.';

  it('says that it does not exist, or that it is a folder without definitions', () => {
    expect(outcomes['none.ts']).toEqual({
      code: 'unreadable-file',
      message: `The definitions file none.ts cannot be used: it does not exist. ${expected}`,
    });
    expect(outcomes['folder.ts']).toEqual({
      code: 'unreadable-file',
      message: `The definitions file folder.ts cannot be used: it is a folder without definitions. ${expected}`,
    });
  });
});
