import { reasonOf } from '../../core/errors.ts';
import { databaseNow, type TargetDatabase } from '../../targets/target.ts';
import { rowsOf, withConnection } from '../database/connection.ts';
import { booker } from './booker.ts';
import { canary } from './canary.ts';
import { type Drill, type DrillKind, type DrillProbe, type DrillStep, wayOf } from './drill.ts';
import { allHealthy, siteAnswers, siteAwayFor } from './hypotheses.ts';

const titles = {
  careful: 'A schema change that gives way holds up nobody, and both revisions work meanwhile',
  waiting: 'A schema change that waits for its turn holds up nobody',
  'at-once': 'A column that is renamed in one step breaks no revision',
} as const;
type Way = keyof typeof titles;

/** How long the long transaction stays open once the change waits behind it. */
const heldSeconds = 6;
/** A lock_wait_timeout: what a change may cost those who stand behind it. The other is longer than the transaction. */
const patienceSeconds = { careful: 1, waiting: 60, 'at-once': 1 } as const;
const longestSeconds = 3;
const soonSeconds = 10;

/** A release changes the schema while a long transaction uses the table, and while two revisions run. */
export const migrationStall: DrillKind = {
  brief:
    'a schema change waits behind a long transaction, and a column is renamed under two revisions',
  ways: Object.keys(titles),
  build: (how) => build(wayOf(titles, how, 'careful')),
};

function build(how: Way): Drill {
  const visitor = booker();
  const bird = canary('SELECT id FROM booking LIMIT 1');
  let waitsSince = Infinity;
  return {
    name: 'migration-stall',
    how,
    title: titles[how],
    description:
      'A transaction stays open, and a column is added to the bookings: whoever comes next stands behind the change. Then a column of a table of its own is renamed, and the old and the new revision are held against each shape of it.',
    needs: ['change-schema'],
    hypothesis: {
      title: 'Bookings are taken, and no schema change waits',
      probes: [siteAnswers, allHealthy('task', 'writer', 'reader'), waits(false)],
    },
    method: [
      { ...visitor.begins, type: 'probe', withinSeconds: 20 },
      { ...bird.begins, type: 'probe', withinSeconds: soonSeconds },
      {
        ...migrate('read the bookings in a transaction that stays open', { step: 'hold' }),
        undo: () => ({
          name: 'take all of it back',
          action: { name: 'change-schema', given: { step: 'restore' } },
        }),
      },
      migrate('begin to add a column to the bookings', {
        step: 'add-column',
        patienceSeconds: String(patienceSeconds[how]),
      }),
      { ...waits(true), type: 'probe', withinSeconds: soonSeconds },
      {
        type: 'probe',
        name: `the transaction stays open for ${heldSeconds} s more`,
        withinSeconds: heldSeconds + soonSeconds,
        look: async () => {
          waitsSince = Math.min(waitsSince, performance.now());
          const seconds = (performance.now() - waitsSince) / 1000;
          return { isMet: seconds >= heldSeconds, output: `${seconds.toFixed(1)} s` };
        },
      },
      migrate('end the transaction', { step: 'release' }),
      migrate('wait until the column is there', { step: 'finish' }),
      { ...bird.waitsAtMost(longestSeconds), type: 'probe', withinSeconds: 0 },
      { ...visitor.noneFailed, type: 'probe', withinSeconds: 0 },
      ...(how === 'at-once' ? atOnce : expandAndContract),
    ],
    stopConditions: [siteAwayFor(20)],
    settled: [bird.ends, visitor.kept, waits(false), allHealthy('task', 'writer', 'reader')],
    auditsWrites: false,
  };
}

function migrate(
  name: string,
  given: Readonly<Record<string, string>>,
): Extract<DrillStep, { type: 'action' }> {
  return { type: 'action', name, action: async () => ({ name: 'change-schema', given }) };
}

/** Whether a schema change stands behind somebody, by the server's own list. */
function waits(wanted: boolean): DrillProbe {
  return {
    name: wanted ? 'the schema change waits for its turn' : 'no schema change waits for its turn',
    look: async ({ target }) => {
      const database = await databaseNow(target);
      if (database === undefined) return { isMet: false, output: 'the database cannot be asked' };
      const sql =
        "SELECT COUNT(*) AS waiting FROM information_schema.processlist WHERE state = 'Waiting for table metadata lock' AND info LIKE 'ALTER TABLE%'";
      const [row] = await withConnection(database, database.writer, undefined, (connection) =>
        rowsOf(connection, sql),
      );
      const waiting = Number(row?.['waiting']);
      return { isMet: waiting > 0 === wanted, output: `${waiting} wait` };
    },
  };
}

/** What a revision says to the table: it writes a guest, and reads it again. */
const revisions = {
  old: { column: 'name', id: 1 },
  new: { column: 'full_name', id: 2 },
} as const;
type Revision = keyof typeof revisions;

const expandAndContract: readonly DrillStep[] = [
  ...stage('before', ['old']),
  ...stage('expanded', ['old', 'new']),
  ...stage('contracted', ['new']),
];

/** The old revision is not gone yet when the column is. */
const atOnce: readonly DrillStep[] = [
  ...stage('before', ['old']),
  ...stage('renamed', ['old', 'new']),
];

/** @param working who must get on with that shape; the others must not, or it would be no test */
function stage(shape: string, working: readonly Revision[]): DrillStep[] {
  return [
    migrate(`bring the table into the shape "${shape}"`, { step: 'shape', stage: shape }),
    {
      type: 'probe',
      name: `with the shape "${shape}" ${working.join(' and ')} work${working.length === 1 ? 's alone' : ''}`,
      withinSeconds: 0,
      look: async ({ target }) => {
        const database = await databaseNow(target);
        const seen = await Promise.all(
          (['old', 'new'] as const).map(async (revision) => ({
            revision,
            problem: await problemOf(database, revision),
          })),
        );
        return {
          isMet: seen.every(
            ({ revision, problem }) => (problem === undefined) === working.includes(revision),
          ),
          output: seen
            .map(({ revision, problem }) => `${revision}: ${problem ?? 'works'}`)
            .join('; '),
        };
      },
    },
  ];
}

async function problemOf(
  database: TargetDatabase | undefined,
  revision: Revision,
): Promise<string | undefined> {
  if (database?.audit === undefined) return 'no account may write';
  const { audit, writer } = database;
  const { column, id } = revisions[revision];
  try {
    await withConnection(audit, writer, audit.schema, async (connection) => {
      await connection.query(`DELETE FROM guest WHERE id = ${id}`);
      await connection.query(`INSERT INTO guest (id, ${column}) VALUES (${id}, 'A guest')`);
      const [row] = await rowsOf(
        connection,
        `SELECT ${column} AS name FROM guest WHERE id = ${id}`,
      );
      if (row?.['name'] !== 'A guest') throw new Error('it does not read what it wrote');
    });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
