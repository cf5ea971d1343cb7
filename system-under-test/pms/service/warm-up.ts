import { once } from 'node:events';
import type { Server } from 'node:http';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rehearseBooking } from '../booking/rehearse.ts';
import { addDays } from '../domain/civil-date.ts';
import type { Dependencies } from '../framework/deps.ts';
import type { Tenant } from '../tenants/tenants.ts';

/** How many requests are under way at once: as many threads of work as a busy task has. */
const concurrency = 8;

/** Days of the season that are asked about. */
const daysAhead = 60;

/** A session that is nobody's, so that the way to the session store is gone as well. */
const session = '00000000-0000-0000-0000-000000000000';

/**
 * Lets a task that nobody can reach yet answer what visitors ask most, `rounds` times for every tenant: the engine
 * compiles code only once it has run for a while, and the first thousands of visitors would wait for that. Nothing
 * is booked or quoted for good. What goes wrong is logged and told to nobody: it will be seen soon enough.
 */
export async function warmUp(server: Server, deps: Dependencies, rounds: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  server.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const asked = Array.from({ length: rounds }, (_, round) => requestsOf(round, deps));
    const all = (await Promise.all(asked)).flat().values();
    const ask = async (): Promise<void> => {
      for (const request of all) await answerTo(server, agent, request);
    };
    await Promise.all(Array.from({ length: concurrency }, ask));
    await Promise.all(deps.tenants.all.map((tenant) => rehearse(tenant, deps, rounds)));
  } catch (exception) {
    deps.logger.warning('The task could not warm up', { exception });
  } finally {
    agent.destroy();
    server.close();
  }
}

async function rehearse(tenant: Tenant, deps: Dependencies, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await rehearseBooking(tenant, deps);
}

interface Request {
  readonly tenant: string;
  readonly path: string;
}

/** Each round is about other days: the answers of the last one are kept. */
async function requestsOf(round: number, deps: Dependencies): Promise<Request[]> {
  const ofTenants = deps.tenants.all.map(async (tenant) => {
    const { properties } = await deps.catalogs(tenant);
    const paths = [...properties.values()].flatMap(({ code, bookable, groups }) => {
      const arrival = addDays(bookable.from, round % daysAhead);
      const stay = `arrival=${arrival}&departure=${addDays(arrival, 7)}`;
      return [
        '/',
        `/campsites/${code}/map`,
        `/availability/v1/offers?property=${code}&${stay}`,
        `/availability/v1/units?unitGroup=${groups[0]?.id ?? ''}&${stay}`,
      ];
    });
    return paths.map((path) => ({ tenant: tenant.id, path }));
  });
  return (await Promise.all(ofTenants)).flat();
}

async function answerTo(server: Server, agent: Agent, { tenant, path }: Request): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-tenant': tenant, cookie: `sid=${session}` };
  const request = get({ host: '127.0.0.1', port, path, agent, headers });
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
}
