import { z } from 'zod';
import { records } from './declaration.ts';

const tablesSample = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  tenant: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      /** As the server estimates them. */
      rows: z.number(),
      /** Of the rows and their indices, as the server estimates them. */
      bytes: z.number(),
    }),
  ),
});

/** How large the tables of one tenant are at a moment. */
export type TablesSample = z.infer<typeof tablesSample>;

/** A figure that is told: nothing is judged by it, so it is never missed. */
export const tables = records({
  name: 'tables.ndjson',
  about: "Rows and bytes of the database's tables, a line per sample and tenant.",
  writtenBy: 'the observer tables',
  readBy: 'reports',
  schema: tablesSample,
});
