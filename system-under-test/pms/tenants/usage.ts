import { sql } from 'kysely';
import type { Database } from '../database/databases.ts';
import type { PlatformTables, UsageDayTable } from '../schema/platform.ts';

/** Counts requests per tenant, day and route, and writes the counts down now and then. */
export interface UsageMeter {
  readonly count: (tenant: string, route: string) => void;
  /** Adds what was counted since the last time to the platform's table; on failure it is kept for the next time. */
  readonly flush: () => Promise<void>;
}

/** Counts nothing. */
export const noUsage: UsageMeter = { count: () => undefined, flush: () => Promise.resolve() };

export function usageMeter(platform: Database<PlatformTables>, now: () => number): UsageMeter {
  let counts = new Map<string, UsageDayTable>();

  let dayNumber = 0;
  let day = '';
  /** Written out once a day and not once a request. */
  function today(): string {
    const number = Math.floor(now() / 86_400_000);
    if (number !== dayNumber) {
      dayNumber = number;
      day = new Date(number * 86_400_000).toISOString().slice(0, 10);
    }
    return day;
  }

  function add(rows: Iterable<UsageDayTable>): void {
    for (const row of rows) {
      const key = `${row.tenant} ${row.day} ${row.route}`;
      const kept = counts.get(key);
      if (kept === undefined) counts.set(key, { ...row });
      else kept.requests += row.requests;
    }
  }

  return {
    count(tenant, route) {
      add([{ tenant, day: today(), route, requests: 1 }]);
    },
    async flush() {
      const rows = [...counts.values()];
      if (rows.length === 0) return;
      counts = new Map();
      try {
        await platform.writer.kysely
          .insertInto('usage_day')
          .values(rows)
          .onDuplicateKeyUpdate({ requests: sql`requests + VALUES(requests)` })
          .execute();
      } catch (error) {
        add(rows);
        throw error;
      }
    },
  };
}
