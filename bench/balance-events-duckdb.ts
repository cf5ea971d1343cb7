import { writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { report } from './measure.ts';

const rows = z.array(z.object({ service: z.string(), steps: z.coerce.number(), peak: z.number() }));

const columns = {
  Type: 'VARCHAR',
  ServiceName: 'VARCHAR',
  TaskId: 'VARCHAR',
  AvailabilityZone: 'VARCHAR',
  TaskDefinitionRevision: 'VARCHAR',
  StartedAt: 'BIGINT',
  Timestamp: 'BIGINT',
  CpuUtilized: 'DOUBLE',
  CpuReserved: 'DOUBLE',
  MemoryUtilized: 'DOUBLE',
  MemoryReserved: 'DOUBLE',
  NetworkRxBytes: 'DOUBLE',
} as const;

/**
 * The same by DuckDB, as far as SQL goes: peak to average by service and minute, averaged:
 * `balance-events-duckdb.ts FILE [PEAKS-FILE]`. It is given the columns, so that it need not guess them, and all cores.
 */
async function main([path = '', peaksFile]: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
  const began = performance.now();
  const result = await connection.runAndReadAll(`
    WITH cells AS (
      SELECT ServiceName AS service, Timestamp // 60000 AS minute, TaskId, any_value(AvailabilityZone),
        any_value(TaskDefinitionRevision), any_value(StartedAt), avg(CpuUtilized) AS cpu, avg(CpuReserved),
        avg(MemoryUtilized / MemoryReserved), avg(NetworkRxBytes)
      FROM read_json('${path}', format = 'newline_delimited', columns = {${types.join(', ')}})
      WHERE Type = 'Task' GROUP BY ALL),
    minutes AS (SELECT service, minute, max(cpu) / avg(cpu) AS peak FROM cells GROUP BY ALL HAVING count(*) > 1)
    SELECT service, count(*) AS steps, avg(peak) AS peak FROM minutes GROUP BY ALL`);
  const seconds = (performance.now() - began) / 1000;
  if (peaksFile !== undefined) {
    const lines = rows
      .parse(result.getRowObjectsJson())
      .map(({ service, steps, peak }) => [service, steps, peak].join('\t'));
    await writeFile(peaksFile, `${lines.toSorted().join('\n')}\n`);
  }
  report({ seconds, groups: result.currentRowCount });
}

await main(process.argv.slice(2));
