import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { runFile } from '../core/run-folder/path.ts';
import { report } from './measure.ts';

/** Fields of an ALB access log line. */
const fields = 33;
const slotSeconds = 5;

const sentRows = z.array(z.object({ target: z.string(), n: z.coerce.number() }));
const requestRows = z.array(z.object({ n: z.coerce.number() }));

/**
 * Reads access log and histograms of a run folder with DuckDB: `long-duckdb.ts FOLDER`. It groups them as we do, the log
 * by slot and target and the histograms by slot, name, outcome and bucket. It is given the columns, and all cores.
 */
async function main([folder = '']: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Array.from({ length: fields }, (_, index) => `'f${index}': 'VARCHAR'`);
  const began = performance.now();
  const sent = await connection.runAndReadAll(`
    SELECT target, sum(n) AS n FROM (
      SELECT f4 AS target, epoch(f1::TIMESTAMP)::BIGINT // ${slotSeconds} AS slot, count(*) AS n,
        quantile_disc(f6::DOUBLE, 0.95) AS p95
      FROM read_csv('${runFile(folder, 'accessLog')}', header = false, auto_detect = false, delim = ' ',
        quote = '"', escape = '"', columns = {${columns.join(', ')}})
      GROUP BY ALL) GROUP BY ALL ORDER BY target`);
  const requests = await connection.runAndReadAll(`
    SELECT sum(n)::BIGINT AS n FROM (
      SELECT t // ${slotSeconds} AS slot, name, outcome, pair[1] AS bucket, sum(pair[2]) AS n
      FROM (SELECT t, name, outcome, unnest(b) AS pair
        FROM read_ndjson('${runFile(folder, 'histograms')}',
          columns = {t: 'BIGINT', name: 'VARCHAR', outcome: 'VARCHAR', b: 'BIGINT[][]'}))
      GROUP BY ALL)`);
  const seconds = (performance.now() - began) / 1000;
  report({
    seconds,
    requests: requestRows.parse(requests.getRowObjectsJson())[0]?.n,
    sent: Object.fromEntries(
      sentRows.parse(sent.getRowObjectsJson()).map(({ target, n }) => [target, n]),
    ),
  });
}

await main(process.argv.slice(2));
