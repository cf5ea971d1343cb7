import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Target } from '../../targets/target.ts';

/** A proxy gives up after as long; nobody waits longer for a page. */
const patienceMs = 15_000;

export interface Answer {
  readonly status: number;
  /** Of JSON its value, else the text. */
  readonly body: unknown;
  /** Cookies that were set, as they are sent back. */
  readonly cookie: string;
}

interface Asking {
  /** To be sent as JSON, or as a form; without it the request is a GET. */
  readonly sent?: object | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where to ask, for example one task by itself; the site where it is left out. */
  readonly baseUrl?: string;
}

/** Asks the reference system for the first tenant. @throws where nobody answers */
export async function ask(
  { endpoints, tenants }: Target,
  path: string,
  { sent, headers, baseUrl = endpoints.baseUrl }: Asking = {},
): Promise<Answer> {
  const isForm = sent instanceof URLSearchParams;
  const response = await fetch(new URL(path, `${baseUrl}/`), {
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      'x-tenant': tenants[0]?.id ?? '',
      'idempotency-key': `drill-${randomUUID()}`,
      ...(isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { method: 'POST', body: isForm ? sent : JSON.stringify(sent) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    cookie: response.headers
      .getSetCookie()
      .map((one) => one.replace(/;.*/, ''))
      .join('; '),
  };
}

const inventory = z.object({
  properties: z.array(
    z.object({ code: z.string(), unitGroups: z.array(z.object({ id: z.string() })) }),
  ),
  bookable: z.object({ from: z.iso.date(), to: z.iso.date() }),
});

export interface Wish {
  readonly property: string;
  readonly unitGroup: string;
  readonly arrival: string;
  readonly departure: string;
}

const nights = 50;

/** One night in every group, the last nights of the season first: visitors mostly ask for others. */
export async function wishesOf(target: Target): Promise<Wish[]> {
  const { status, body } = await ask(target, 'inventory/v1/properties');
  if (status !== 200) throw new Error(`the campsites were answered with ${status}`);
  const { properties, bookable } = inventory.parse(body);
  const groups = properties.flatMap(({ code, unitGroups }) =>
    unitGroups.map(({ id }) => ({ property: code, unitGroup: id })),
  );
  const last = Date.parse(bookable.to);
  const dayMs = 86_400_000;
  return Array.from({ length: nights }, (_, night) => ({
    arrival: dayOf(last - (night + 2) * dayMs),
    departure: dayOf(last - (night + 1) * dayMs),
  }))
    .filter(({ arrival }) => arrival > bookable.from)
    .flatMap((stay) => groups.map((group) => ({ ...stay, ...group })))
    .toReversed();
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** What a quote of two adults is asked for with. */
export function quoteFor(wish: Wish | undefined): object {
  const { unitGroup, arrival, departure } = wish ?? {};
  return { unitGroup, arrival, departure, adults: 2, children: 0 };
}
