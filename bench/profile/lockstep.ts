import { seededRandom } from '../../core/seeded-random.ts';
import type { Target, TargetTenant } from '../../targets/target.ts';
import { type Catalogue, cataloguePath } from '../../scenarios/visitors/catalogue.ts';
import { mixSeeds, weighted } from '../../scenarios/visitors/random.ts';
import type { Reply, RequestName, RequestStep, Visit } from '../../scenarios/visitors/steps.ts';
import type { VisitOptions } from '../../scenarios/visitors/visit.ts';
import type { Heard } from './recording.ts';
import { connections, type SiteClient, siteAgent, siteClient } from './site-client.ts';

/** What a visitor does who is played alone. */
export type PlayAlone = (options: VisitOptions) => Visit;

/** A block of requests of one name, which are sent together and with nothing else. */
export interface Block {
  readonly name: RequestName;
  readonly send: () => Promise<void>;
  readonly requests: number;
}

interface Visitor {
  readonly visit: Visit;
  readonly client: SiteClient;
  next: RequestStep | undefined;
}

/**
 * Plays visits in lockstep: again and again, those visitors whose next request has the commonest name send it. Nobody
 * thinks, so that nothing but that name is under way; who asks for what is as in the profile.
 */
export async function* lockstep(
  target: Target,
  play: PlayAlone,
  visits: number,
  heard: (heard: Heard) => void,
): AsyncGenerator<Block> {
  const agent = siteAgent();
  try {
    const visitors = await makeVisitors(
      target,
      play,
      visits,
      (host, told) => siteClient(agent, target.endpoints.baseUrl.replace(/\/$/, ''), host, told),
      heard,
    );
    for (;;) {
      const group = largestGroup(visitors);
      const first = group[0];
      if (first?.next === undefined) return;
      const send = async (): Promise<void> => inTurns(group, askNext);
      yield { name: first.next.name, requests: group.length, send };
    }
  } finally {
    agent.destroy();
  }
}

async function makeVisitors(
  target: Target,
  play: PlayAlone,
  visits: number,
  clientOf: (host: string, heard?: (heard: Heard) => void) => SiteClient,
  heard: (heard: Heard) => void,
): Promise<Visitor[]> {
  const catalogues = new Map<TargetTenant, Catalogue>();
  for (const tenant of target.tenants)
    catalogues.set(tenant, await catalogueOf(clientOf(tenant.host)));
  const run = Date.now().toString(36);
  return Array.from({ length: visits }, (_, index) => {
    const random = seededRandom(mixSeeds(1, index));
    const tenant = weighted(random, target.tenants);
    const catalogue = catalogues.get(tenant);
    if (catalogue === undefined) throw new Error(`tenant ${tenant.id} has no catalogue`);
    const options = { random, catalogue, visitId: `${run}-${index}`, underway: true };
    const visitor: Visitor = {
      visit: play(options),
      client: clientOf(tenant.host, heard),
      next: undefined,
    };
    visitor.next = requestAfter(visitor.visit, undefined);
    return visitor;
  });
}

async function catalogueOf(client: SiteClient): Promise<Catalogue> {
  const step = {
    kind: 'request',
    name: 'home',
    method: 'GET',
    path: cataloguePath,
    expected: [200],
    reads: true,
  } as const;
  const { at } = await client.send(step);
  const parts = { tenant: at('tenant'), properties: at('properties'), bookable: at('bookable') };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the site's own answer, as the visitors read it
  return parts as Catalogue;
}

/** The visit's next request; its facts are told to nobody. */
function requestAfter(visit: Visit, reply: Reply | undefined): RequestStep | undefined {
  let next = visit.next(reply);
  while (next.done !== true && next.value.kind !== 'request') next = visit.next();
  return next.done === true || next.value.kind !== 'request' ? undefined : next.value;
}

function largestGroup(visitors: readonly Visitor[]): readonly Visitor[] {
  const waiting = visitors.filter(({ next }) => next !== undefined);
  const groups = [...Map.groupBy(waiting, ({ next }) => next?.name).values()];
  return groups.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

async function askNext(visitor: Visitor): Promise<void> {
  if (visitor.next === undefined) return;
  const reply = await visitor.client.send(visitor.next);
  visitor.next = requestAfter(visitor.visit, reply);
}

/** As many at once as there are connections. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}
