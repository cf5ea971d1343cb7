import { databaseNow } from '../../targets/target.ts';
import { rowsOf, withConnection } from '../database/connection.ts';
import { booker } from './booker.ts';
import { type Drill, type DrillKind, type DrillProbe, type Situation, wayOf } from './drill.ts';
import { allHealthy, siteAnswers, siteAwayFor } from './hypotheses.ts';

/** Every booking tells it what is left, by rows of the outbox with topics that begin so. */
const partner = { name: 'channel-manager', topics: 'availability/' } as const;

const titles = {
  slow: 'A partner that takes its time holds up no booking',
  dead: 'A partner that says nothing holds up no booking',
  'half-open': 'A partner that begins to answer and never ends holds up no booking',
} as const;
type Way = keyof typeof titles;

const openedSeconds = 60;
const bookings = 8;

/** A system of somebody else, that is told of every booking, is in trouble. */
export const slowPartner: DrillKind = {
  brief: 'the channel manager answers late, not at all, or begins to and never ends',
  ways: Object.keys(titles),
  build: (how) => build(wayOf(titles, how, 'slow')),
};

function build(how: Way): Drill {
  const visitor = booker();
  const outbox = new Map<string, number>();
  return {
    name: 'slow-partner',
    how,
    title: titles[how],
    description:
      'The channel manager is in trouble. Circuit breakers leave it alone, bookings go on, and what it had to be told is told when it is well again.',
    needs: ['degrade-partner'],
    hypothesis: {
      title: 'Visitors are answered, and the channel manager is told what happens',
      probes: [siteAnswers, allHealthy('task'), breakers('closed')],
    },
    method: [
      { ...marked(outbox), type: 'probe', withinSeconds: 5 },
      { ...visitor.begins, type: 'probe', withinSeconds: 20 },
      {
        type: 'action',
        name: `make the ${partner.name} ${how}`,
        action: async () => behave(how),
        undo: () => ({ name: `make the ${partner.name} well`, action: behave('ok') }),
      },
      { ...breakers('open'), type: 'probe', withinSeconds: openedSeconds },
      { ...visitor.goesOn(bookings), type: 'probe', withinSeconds: openedSeconds },
      { ...visitor.noneFailed, type: 'probe', withinSeconds: 0 },
    ],
    stopConditions: [siteAwayFor(20)],
    // A breaker only finds out that all is well when there is something to be told.
    settled: [visitor.begins, breakers('closed'), visitor.kept, toldSince(outbox)],
    auditsWrites: false,
  };
}

function behave(mode: Way | 'ok') {
  // Longer than anybody waits for it.
  return { name: 'degrade-partner', given: { partner: partner.name, mode, delayMs: '5000' } };
}

/** `open`: one task leaves it alone at least, those that told it nothing meanwhile need not; `closed`: none does. */
function breakers(wanted: 'open' | 'closed'): DrillProbe {
  return {
    name:
      wanted === 'open'
        ? `a circuit breaker leaves the ${partner.name} alone`
        : `no circuit breaker leaves the ${partner.name} alone`,
    look: async ({ target }) => {
      const states = (await target.partner?.(partner.name))?.breakers ?? [];
      const isMet =
        wanted === 'open'
          ? states.some(({ state }) => state === 'open')
          : states.length > 0 && states.every(({ state }) => state === 'closed');
      return { isMet, output: states.map(({ task, state }) => `${task}: ${state}`).join(', ') };
    },
  };
}

/** Where each tenant's outbox ends, so that what follows can be told apart. */
function marked(outbox: Map<string, number>): DrillProbe {
  return {
    name: 'it is known what the outbox has',
    look: async (situation) => {
      const last = 'SELECT COALESCE(MAX(id), 0) AS id FROM outbox';
      for (const { tenant, rows } of await eachOutbox(situation, () => [last, []]))
        outbox.set(tenant, Number(rows[0]?.['id']));
      return { isMet: outbox.size > 0, output: `${outbox.size} tenants` };
    },
  };
}

/** What happened since was told, by its own word: an outbox that only says so has lost it. */
function toldSince(outbox: ReadonlyMap<string, number>): DrillProbe {
  return {
    name: `the ${partner.name} was told of everything`,
    look: async (situation) => {
      const since = 'SELECT id, delivered_at FROM outbox WHERE id > ? AND topic LIKE ?';
      const all = await eachOutbox(situation, (tenant) => [
        since,
        [outbox.get(tenant) ?? Number.MAX_SAFE_INTEGER, `${partner.topics}%`],
      ]);
      const messages = all.flatMap(({ tenant, rows }) =>
        rows.map((row) => ({
          id: `${tenant}/${row['id']}`,
          isWaiting: row['delivered_at'] === null,
        })),
      );
      const taken = new Set((await situation.target.partner?.(partner.name))?.taken);
      const waiting = messages.filter(({ isWaiting }) => isWaiting);
      const lost = messages.filter(({ id, isWaiting }) => !isWaiting && !taken.has(id));
      const output = `of ${messages.length} messages ${waiting.length} wait and ${lost.length} are lost`;
      return { isMet: waiting.length === 0 && lost.length === 0, output };
    },
  };
}

async function eachOutbox(
  { target }: Situation,
  statement: (tenant: string) => readonly [sql: string, values: readonly (string | number)[]],
) {
  const database = await databaseNow(target);
  if (database === undefined) throw new Error('the database cannot be asked');
  return Promise.all(
    Object.entries(database.schemas).map(([tenant, schema]) =>
      withConnection(database, database.writer, schema, async (connection) => ({
        tenant,
        rows: await rowsOf(connection, ...statement(tenant)),
      })),
    ),
  );
}
