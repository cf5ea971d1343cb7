import type { TablesSample } from '../../core/run-folder/files/tables.ts';
import type { Fold } from './fold.ts';

/** A table when it was first seen and when it was last seen. */
export interface TableGrowth {
  readonly tenant: string;
  readonly table: string;
  readonly first: TableSize;
  readonly last: TableSize;
}

interface TableSize {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rows: number;
  readonly bytes: number;
}

/** What every table of every tenant grew by; those that were seen once have grown by nothing. */
export function tableGrowthFold(): Fold<TablesSample, readonly TableGrowth[]> {
  const known = new Map<string, TableGrowth>();
  return {
    add: (batch) => {
      for (const { at, tenant, tables } of batch)
        for (const { name, rows, bytes } of tables) {
          const key = JSON.stringify([tenant, name]);
          const last = { at, rows, bytes };
          known.set(key, { tenant, table: name, first: known.get(key)?.first ?? last, last });
        }
    },
    value: () => [...known.values()],
  };
}
