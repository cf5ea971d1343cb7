import type { Settings } from '../visitors/settings.ts';
import { type Catalogue, cataloguePath, onlyWhatVisitorsUse } from '../visitors/catalogue.ts';
import { type Answer, openClient } from './client.ts';
import { failureOf } from './failure.ts';
import { hostOf } from './host-of.ts';
import type { Sink } from './sink.ts';

const name = 'inventory';

/** Reads the tenants' catalogues once, before the load; by tenant. */
export async function readCatalogues(
  { baseUrl, tenants }: Settings,
  sink: Sink | undefined,
): Promise<ReadonlyMap<string, Catalogue>> {
  const client = openClient(baseUrl);
  const catalogues = new Map<string, Catalogue>();
  try {
    for (const { id, host } of tenants) {
      const step = { kind: 'request', name: 'home', method: 'GET', path: cataloguePath } as const;
      const answer = await new Promise<Answer>((resolve) =>
        client.send({ ...step, expected: [200], reads: true }, host, resolve),
      );
      const { status, micros, address, error, text = '' } = answer;
      const failure = status === 200 ? undefined : failureOf(status, error);
      sink?.request({
        name,
        outside: 'setup',
        outcome: failure === undefined ? 'ok' : 'failed',
        micros,
        status,
        host: hostOf(baseUrl),
        address,
        ...(failure === undefined ? {} : { failure }),
      });
      if (failure !== undefined)
        throw new Error(
          `The catalogue of tenant ${id} cannot be read: ${baseUrl}${cataloguePath}: ${failure.reason}`,
        );
      catalogues.set(id, onlyWhatVisitorsUse(JSON.parse(text) as Catalogue));
    }
    return catalogues;
  } finally {
    client.close();
  }
}
