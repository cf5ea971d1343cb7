import { createServer } from 'node:http';
import type { Server } from 'node:http';

/** The smallest site that visitors can get through: it answers at once, the same for all. A server of Node's own. */
export function trivialSite(): Server {
  return createServer((request, response) => {
    const { host = '', 'idempotency-key': key } = request.headers;
    const tenant = host.split('.')[0] ?? '';
    const path = request.url ?? '';
    const [status, body] = answerOf(
      path,
      request.method ?? 'GET',
      key === undefined ? 'q' : String(key),
    );
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ tenant, ...body }));
  });
}

const unit = { id: 1, code: 'A1' };
const group = { id: 1, code: 'P', name: 'Pitch', kind: 'pitch', maxPersons: 4, units: 2 };
const properties = [{ code: 'RIV1', name: 'Campsite', unitGroups: [group] }];

/** What it sells. */
export const siteCatalogue = {
  properties,
  bookable: { from: '2027-01-01', to: '2027-12-31' },
};

/** Status and body of an answer; `id` is what a booking gets. */
export function answerOf(path: string, method: string, id: string): [status: number, body: object] {
  if (path.startsWith('/inventory')) return [200, siteCatalogue];
  if (path.startsWith('/availability/v1/units'))
    return [200, { units: [unit, { id: 2, code: 'A2' }] }];
  if (method === 'POST') return [201, { id, unit, totalCents: 100 }];
  return [200, { id: path.split('/').at(-1), totalCents: 100 }];
}
