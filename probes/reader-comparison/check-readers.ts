import type { Connection } from 'mysql2/promise';
import { BilanciaError } from '../../core/errors.ts';
import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import type { Instance } from '../../core/topology.ts';
import type { TargetDatabase } from '../../targets/target.ts';
import { withConnection } from '../database/connection.ts';
import type { FlatRow } from '../database/connection.ts';
import { checksumsOf } from './checksums.ts';
import type { Checksums } from './checksums.ts';
import { compareTable } from './compare-table.ts';
import type { Comparison } from './compare-table.ts';
import { positionOf, reached } from './position.ts';
import type { ComparedTable } from './tables.ts';

/** Seconds in which a reader must have caught up. Under load it may lag, which the observer of readers tells. */
const waitSeconds = { during: 2, after: 10 } as const;

export interface ReaderScope {
  readonly tenant: string;
  readonly phase: InvariantCheck['phase'];
  readonly database: TargetDatabase;
  /** To the writer, in the tenant's schema. */
  readonly writer: Connection;
}

/** A table, and what the writer holds of it. */
interface OnWriter {
  readonly table: ComparedTable;
  readonly sums: Checksums;
}

/** Compares tables on every reader that answers with the writer's. */
export async function checkReaders(
  tables: readonly ComparedTable[],
  scope: ReaderScope,
): Promise<Comparison> {
  const { readers } = scope.database;
  if (readers.length === 0) return { decided: 0, different: [] };
  const onWriter: OnWriter[] = [];
  for (const table of tables)
    onWriter.push({ table, sums: await checksumsOf(scope.writer, table, undefined) });
  const found: Comparison[] = [];
  for (const reader of readers) found.push(await checkReader(onWriter, scope, reader));
  return {
    decided: found.reduce((sum, { decided }) => sum + decided, 0),
    different: found.flatMap((each) => each.different),
  };
}

/** A reader that does not answer shows nobody anything. */
async function checkReader(
  onWriter: readonly OnWriter[],
  scope: ReaderScope,
  reader: Instance,
): Promise<Comparison> {
  try {
    const { decided, different } = await compareAll(onWriter, scope, reader);
    return { decided, different: different.map((row) => ({ reader: reader.id, ...row })) };
  } catch (error) {
    if (error instanceof BilanciaError && error.code === 'database-gone')
      return { decided: 0, different: [] };
    throw error;
  }
}

async function compareAll(
  onWriter: readonly OnWriter[],
  { database, tenant, phase, writer }: ReaderScope,
  node: Instance,
): Promise<Comparison> {
  return withConnection(database, node, database.schemas[tenant], async (reader) => {
    const seconds = waitSeconds[phase];
    const catchUp = async (): Promise<boolean> => {
      const position = await positionOf(writer);
      return position === undefined || reached(reader, position, seconds);
    };
    if (!(await catchUp())) {
      const late = { problem: `does not have what the writer had ${seconds} s before` };
      return phase === 'after' ? { decided: 1, different: [late] } : { decided: 0, different: [] };
    }
    let decided = 0;
    const different: FlatRow[] = [];
    for (const { table, sums } of onWriter) {
      const compared = await compareTable({ writer, reader, catchUp }, table, sums);
      decided += compared.decided;
      different.push(...compared.different);
    }
    return { decided, different };
  });
}
