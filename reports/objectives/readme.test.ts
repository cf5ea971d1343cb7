import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultObjectives } from './defaults.ts';
import { parseObjectives } from './parse.ts';
import { type Objective, kindNames, kindOf } from './schema.ts';

async function examples(): Promise<string[]> {
  const page = await readFile(join(import.meta.dirname, 'README.md'), 'utf8');
  return Array.from(page.matchAll(/^```yaml\n(.*?)^```$/gms), ([, text = '']) => text);
}

it('shows the defaults as they are, and examples that can be read, one of each kind at least', async () => {
  const parsed = (await examples()).map(parseObjectives);
  const read = parsed.map((one) => (one.ok ? one.objectives : one.mistakes));
  expect(read[0]).toEqual(defaultObjectives);
  const objectives = parsed.flatMap((one): Objective[] =>
    one.ok ? one.objectives.objectives : [],
  );
  expect(parsed.filter(({ ok }) => !ok)).toEqual([]);
  expect(new Set(objectives.map(kindOf))).toEqual(new Set(kindNames));
});
