// @module-tag needs/cluster
import { expect } from 'vitest';
import { z } from 'zod';
import { pause } from '../../core/pause.ts';

/** Visitors of a cluster whose tasks ask a reader with each search. */
export interface Visits {
  readonly search: () => Promise<void>;
  /** Searches so many at a time, as often in all however many they are, until the signal. */
  readonly all: (visitors: number, until: AbortSignal) => Promise<void>;
}

const tenant = { 'x-tenant': 'riviera' };
const inventory = z.object({
  properties: z.array(z.object({ code: z.string() })),
  bookable: z.object({ from: z.string() }),
});

export async function visitsOf(baseUrl: string): Promise<Visits> {
  const answer = await fetch(new URL('/inventory/v1/properties', baseUrl), { headers: tenant });
  const { properties, bookable } = inventory.parse(await answer.json());
  const departure = new Date(Date.parse(bookable.from) + 86_400_000).toISOString().slice(0, 10);
  const offers = new URL('/availability/v1/offers', baseUrl);
  offers.search = String(
    new URLSearchParams({ property: properties[0]?.code ?? '', arrival: bookable.from, departure }),
  );
  const search = async (): Promise<void> => {
    const response = await fetch(offers, { headers: tenant });
    await response.arrayBuffer();
    expect(response.status).toBe(200);
  };
  return {
    search,
    all: async (visitors, until) => {
      await Promise.all(
        Array.from({ length: visitors }, async () => {
          while (!until.aborted) {
            await search();
            await pause(visitors, until);
          }
        }),
      );
    },
  };
}
