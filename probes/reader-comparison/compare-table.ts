import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import type { FlatRow } from '../database/connection.ts';
import { checksumsOf, same } from './checksums.ts';
import type { Checksums } from './checksums.ts';
import type { ComparedTable } from './tables.ts';

/** How often parts that differ are looked at again, which gives those time that change or are on their way. */
const tries = 5;

const betweenTriesMs = 200;

export interface Comparison {
  /** Parts that were the same, or are sure to differ. */
  readonly decided: number;
  readonly different: readonly FlatRow[];
}

export interface Sides {
  readonly writer: Connection;
  readonly reader: Connection;
  /** Waits until the reader has all that the writer has now; false when it does not catch up. */
  readonly catchUp: () => Promise<boolean>;
}

/**
 * Compares a table on a reader with the writer's, part by part, while both may go on changing: the writer was asked
 * (`before`), then the reader is once it has all that the writer had, then the writer again where they differ. What was
 * the same on the writer before and after, and differs on the reader in between, every time it is looked at, differs in
 * truth. What the writer changes every time stays undecided.
 */
export async function compareTable(
  sides: Sides,
  table: ComparedTable,
  before: Checksums,
): Promise<Comparison> {
  let look = await lookAt(sides, table, before, undefined);
  const parts = look.seen;
  for (let attempt = 2; look.open.length > 0 && attempt <= tries; attempt += 1) {
    await pause(betweenTriesMs);
    const again = await checksumsOf(sides.writer, table, look.open);
    look = await lookAt(sides, table, again, look.open);
  }
  return {
    decided: parts - look.open.length + look.different.length,
    different: look.different,
  };
}

interface Look {
  readonly seen: number;
  /** Parts that were not the same. */
  readonly open: readonly string[];
  /** Those of them that the writer did not change in the meantime. */
  readonly different: readonly FlatRow[];
}

/** One look at these parts, or at all. A reader that falls behind leaves all of them open. */
async function lookAt(
  { writer, reader, catchUp }: Sides,
  table: ComparedTable,
  before: Checksums,
  only: readonly string[] | undefined,
): Promise<Look> {
  if (!(await catchUp())) return { seen: before.size, open: [...before.keys()], different: [] };
  const there = await checksumsOf(reader, table, only);
  const names = [...new Set([...before.keys(), ...there.keys()])];
  const unlike = names.filter((part) => !same(there.get(part), before.get(part)));
  if (unlike.length === 0) return { seen: names.length, open: [], different: [] };
  const after = await checksumsOf(writer, table, unlike);
  const open = unlike.filter((part) => !same(there.get(part), after.get(part)));
  const sure = open.filter((part) => same(before.get(part), after.get(part)));
  return {
    seen: names.length,
    open,
    different: sure.map((part) => ({
      table: table.table,
      part,
      writerRows: after.get(part)?.rows ?? 0,
      readerRows: there.get(part)?.rows ?? 0,
      problem: 'differs from the writer',
    })),
  };
}
