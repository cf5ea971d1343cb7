import type { Settings } from '../visitors/settings.ts';
import {
  type Catalogue,
  type FrontEnd,
  cataloguePath,
  onlyWhatVisitorsUse,
} from '../visitors/catalogue.ts';
import { bookingPagePath, frontEndOf, stylesIn } from '../visitors/front-end.ts';
import type { RequestName } from '../visitors/steps.ts';
import { type Answer, type Client, openClient } from './client.ts';
import { failureOf } from './failure.ts';
import { hostOf } from './host-of.ts';
import type { Sink } from './sink.ts';

/** Reads the tenants' catalogues once, before the load; by tenant. Visitors with a browser get what it loads as well. */
export async function readCatalogues(
  settings: Settings,
  sink: Sink | undefined,
  loadsPages: boolean,
): Promise<ReadonlyMap<string, Catalogue>> {
  const client = openClient(settings.baseUrl);
  const catalogues = new Map<string, Catalogue>();
  try {
    for (const { id, host } of settings.tenants) {
      const read = reader(client, settings.baseUrl, host, sink);
      const { text } = await read('inventory', `The catalogue of tenant ${id}`, cataloguePath);
      const catalogue = onlyWhatVisitorsUse(JSON.parse(text) as Catalogue);
      catalogues.set(
        id,
        loadsPages ? { ...catalogue, frontEnd: await frontEndBy(read) } : catalogue,
      );
    }
    return catalogues;
  } finally {
    client.close();
  }
}

async function frontEndBy(read: Read): Promise<FrontEnd> {
  const get = (address: string): ReturnType<Read> => read('booking-page', 'The front end', address);
  const page = await get(bookingPagePath);
  const styles = [];
  for (const address of stylesIn(page.text)) styles.push(await get(address));
  return frontEndOf(page, styles);
}

type Read = (
  name: RequestName,
  what: string,
  address: string,
) => Promise<{ readonly address: string; readonly text: string; readonly tag: string | undefined }>;

/** @throws Error that says what could not be read */
function reader(client: Client, baseUrl: string, host: string, sink: Sink | undefined): Read {
  return async (name, what, path) => {
    const step = { kind: 'request', name, method: 'GET', path, expected: [200] } as const;
    const answer = await new Promise<Answer>((resolve) =>
      client.send({ ...step, reads: true }, host, resolve),
    );
    const { status, micros, address, error, text = '', tag } = answer;
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
      throw new Error(`${what} cannot be read: ${baseUrl}${path}: ${failure.reason}`);
    return { address: path, text, tag };
  };
}
