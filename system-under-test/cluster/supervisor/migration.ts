import { createConnection, type Connection } from 'mysql2/promise';
import { pause } from '../../../core/pause.ts';
import { auditSchema } from '../database/accounts.ts';
import type { DatabaseNode } from '../database/node.ts';
import { query } from '../database/query.ts';
import type { Secrets } from '../state.ts';

interface MigrationPlan {
  readonly writer: () => DatabaseNode;
  readonly root: Secrets['root'];
  /** Of the tenant whose table is changed. */
  readonly schema: string;
  readonly stopping: AbortSignal;
}

/** Schema changes as a release makes them: of a table that visitors need, and of one of its own, step by step. */
export interface Migration {
  /** Begins a transaction that reads the bookings and stays open, as a long report does. */
  readonly hold: () => Promise<void>;
  readonly release: () => Promise<void>;
  /**
   * Begins to add a column to the bookings, which waits for everybody who uses them.
   * @param patienceSeconds after which it lets others go first, and tries again a moment later
   */
  readonly addColumn: (patienceSeconds: number) => Promise<void>;
  /** Resolves when the column is there. @throws why it is not */
  readonly finish: () => Promise<void>;
  /** Brings the drill's own table into one of the shapes that a renamed column goes through. */
  readonly shape: (stage: string) => Promise<void>;
  /** As if nothing had been: no transaction, no column, no table. May be done twice. */
  readonly restore: () => Promise<void>;
}

const tryAgainMs = 1000;
const lockWaitTimeout = 1205;
const guests = `\`${auditSchema}\`.guest`;

/** Expand and contract: https://martinfowler.com/bliki/ParallelChange.html */
const shapes: ReadonlyMap<string, readonly string[]> = new Map([
  ['before', [`CREATE TABLE ${guests} (id INT NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)`]],
  [
    'expanded',
    [
      `ALTER TABLE ${guests} MODIFY name VARCHAR(80) NULL, ADD COLUMN full_name VARCHAR(80) NULL`,
      `UPDATE ${guests} SET full_name = name`,
    ],
  ],
  ['contracted', [`ALTER TABLE ${guests} DROP COLUMN name`]],
  // All of it at once, which no two revisions survive that run beside each other.
  ['renamed', [`ALTER TABLE ${guests} RENAME COLUMN name TO full_name`]],
]);

export function schemaMigration({ writer, root, schema, stopping }: MigrationPlan): Migration {
  const bookings = `\`${schema}\`.booking`;
  let held: Connection | undefined;
  /** Resolves to why the column is not there; to undefined when it is. */
  let adding: Promise<unknown> | undefined;
  let givenUp = new AbortController();
  const onWriter = (...sql: readonly string[]) => query(writer().socket, root, sql);

  const release = async (): Promise<void> => {
    held?.destroy();
    held = undefined;
  };
  const add = async (patienceSeconds: number, until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      try {
        await onWriter(
          `SET SESSION lock_wait_timeout = ${patienceSeconds}`,
          `ALTER TABLE ${bookings} ADD COLUMN IF NOT EXISTS drill_note VARCHAR(40) NULL, ALGORITHM=INSTANT`,
        );
        return;
      } catch (error) {
        if (!isLockWait(error)) throw error;
      }
      await pause(tryAgainMs, until);
    }
    throw new Error('it was given up');
  };
  const finish = async (): Promise<void> => {
    if (adding === undefined) throw new Error('no column is being added');
    const failure = await adding;
    if (failure !== undefined) throw failure;
  };
  return {
    hold: async () => {
      await release();
      held = await createConnection({ socketPath: writer().socket, ...root });
      // Whatever ends it, the release does not care.
      held.on('error', () => undefined);
      await held.query('START TRANSACTION');
      await held.query(`SELECT id FROM ${bookings} LIMIT 1`);
    },
    release,
    addColumn: async (patienceSeconds) => {
      givenUp = new AbortController();
      const until = AbortSignal.any([stopping, givenUp.signal]);
      // Told by `finish`, which nobody may ask.
      adding = add(patienceSeconds, until).then(
        () => undefined,
        (error: unknown) => error,
      );
    },
    finish,
    shape: async (stage) => {
      const statements = shapes.get(stage);
      if (statements === undefined)
        throw new Error(`stage must be one of ${[...shapes.keys()].join(', ')}`);
      await onWriter(...statements);
    },
    restore: async () => {
      await release();
      givenUp.abort();
      await adding;
      adding = undefined;
      await onWriter(
        `ALTER TABLE ${bookings} DROP COLUMN IF EXISTS drill_note`,
        `DROP TABLE IF EXISTS ${guests}`,
      );
    },
  };
}

function isLockWait(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && error.errno === lockWaitTimeout;
}
