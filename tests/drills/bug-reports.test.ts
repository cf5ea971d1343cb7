// @module-tag needs/cluster
// @module-tag needs/k6
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeDrill } from '../../reports/judge-drill.ts';
import type { DrillFigures } from '../../reports/verdict/drill-schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { type TestCluster, upSmall } from '../run/test-cluster.ts';

/** Set BILANCIA_DRILLS to try a writer that says nothing, too: half a minute. */
const deep = Number(process.env['BILANCIA_DRILLS'] ?? 0) > 0;

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await upSmall('reported', '--dns-delay', '3s', '--dns-flicker');
});
afterAll(() => cluster.down());

async function figuresOf(how: string): Promise<DrillFigures> {
  const out = join(cluster.folder, how);
  const args = ['drill', 'failover', '--how', how, '--yes', '--name', cluster.name, '--out', out];
  await bilancia(args);
  const { figures } = await judgeDrill(out);
  if (figures === undefined) throw new Error('the drill left no journal');
  return figures;
}

function clientOf({ clients }: DrillFigures, name: string): DrillFigures['clients'][number] {
  const found = clients.find(({ client }) => client === name);
  if (found === undefined) throw new Error(`there is no client ${name}`);
  return found;
}

// What people reported, see docs/bug-reports.md.
describe('a change of the writer in good order, whose name flickers', () => {
  let figures: DrillFigures;
  beforeAll(async () => {
    figures = await figuresOf('graceful');
  });
  const of = (name: string) => clientOf(figures, name);
  const staleWrites = (name: string): number => of(name).errors['stale-writer'] ?? 0;

  it('a pool writes to the old writer until the drill is over', () => {
    const { recovered, firstNode, lastNode, staleWriterMs } = of('pool');
    expect([recovered, lastNode]).toEqual([false, firstNode]);
    expect(staleWriterMs).toBeGreaterThan(10_000);
  });

  it('connections that rested end at the old writer', () => {
    expect(staleWrites('idle-pool')).toBeGreaterThan(0);
    expect(of('idle-pool').recovered).toBe(false);
  });

  it('the name follows late, and the drill says how late', () => {
    expect(figures.failovers[0]?.nameMs).toBeGreaterThanOrEqual(3000);
  });

  it('errors of a server that takes no writes are counted by client', () => {
    const counts = ['pool', 'pool-5s', 'idle-pool'].map(staleWrites);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it('open connections stay with the old writer after its name has gone', () => {
    expect(of('pool').staleWriterMs).toBeGreaterThan((figures.failovers[0]?.nameMs ?? 0) + 1000);
  });

  it('a flicker of the name leaves a pool with the old address', () => {
    // New, old, and new again: longer than the delay of one change.
    expect(figures.failovers[0]?.nameMs).toBeGreaterThanOrEqual(5900);
    expect([of('pool').recovered, of('pool-5s').recovered]).toEqual([false, true]);
  });

  it('a maximum age heals what a pool does not', () => {
    expect(of('pool-5s').lastNode).not.toBe(of('pool').lastNode);
  });

  it('reads go on while writes are away', () => {
    expect(of('pool-5s').reads.longestMs).toBeLessThan(of('pool-5s').writes.longestMs ?? 0);
  });
});

describe.runIf(deep)('a writer that says nothing any more', () => {
  let figures: DrillFigures;
  beforeAll(async () => {
    figures = await figuresOf('freeze');
  });
  const of = (name: string) => clientOf(figures, name);

  it('a writer that says nothing costs as long as a statement may take', () => {
    expect(of('pool-5s').errors['lost-in-flight'] ?? of('pool-5s').errors['query-timeout']).toBe(1);
    expect(of('pool-5s').writes.longestMs).toBeGreaterThan(4000);
  });

  it('a connection that rested is found dead at its first use', () => {
    expect(of('idle-pool').errors['lost-in-flight']).toBe(1);
  });
});
