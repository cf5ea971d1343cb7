import { expect, it } from 'vitest';
import { readEvidence } from '../../evidence/read.ts';
import { healthyRun } from '../../testing/synthetic-run.ts';
import { temporaryRun } from '../../testing/write-run.ts';
import { sections } from './index.ts';

it('have charts of different ids, by which the page finds their places', async () => {
  await using run = await temporaryRun(healthyRun());
  const evidence = await readEvidence(run.folder, 5);
  const ids = sections.flatMap(({ charts }) => charts?.(evidence) ?? []).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
});
