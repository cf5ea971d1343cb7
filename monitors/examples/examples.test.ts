import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../lint/lint.ts';
import { firstFile } from '../load/first-file.ts';
import { loadDefinitions } from '../load/load.ts';
import { packs } from '../packs/packs.ts';
import { limitProblems } from '../packs/testing/aws-limits.ts';

const folder = import.meta.dirname;
const context = { workingDirectory: folder };
const examples = globSync('0*.ts', { cwd: folder }).toSorted();

describe.each(examples)('example %s', (file) => {
  it('loads, has nothing that AWS would refuse, and nothing that lint warns of', async () => {
    const set = await loadDefinitions(context, file);
    expect(set.definitions.length).toBeGreaterThan(5);
    expect(set.definitions.flatMap(limitProblems)).toEqual([]);
    const serious = lint(set).filter(({ severity }) => severity !== 'info');
    expect(serious.map(({ rule, subject, summary }) => `${rule}: ${subject}: ${summary}`)).toEqual(
      [],
    );
  });
});

describe('the examples', () => {
  it('begin with what init writes, in which lint finds nothing at all', async () => {
    expect(readFileSync(join(folder, '01-first.ts'), 'utf8')).toBe(firstFile);
    expect(lint(await loadDefinitions(context, '01-first.ts'))).toEqual([]);
  });

  it('use every pack', async () => {
    const texts = examples.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    const used = [...texts.matchAll(/usePack\((\w+)/g)].map(([, name = '']) =>
      name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(packs).toSorted());
  });
});
