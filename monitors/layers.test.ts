import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layers } from '../tests/architecture/layers.ts';

it('lists the folders of monitors in the order in which they may import one another', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  const firstCells = [...readme.matchAll(/^\| ([^|]+?) +\|/gm)].map(([, cell = '']) => cell);
  const folders = firstCells.flatMap((cell) =>
    [...cell.matchAll(/`([\w-]+)\/`|\[([\w-]+)\]/g)].map(([, code, link]) => code ?? link),
  );
  expect(folders).toEqual(layers['monitors']);
});
