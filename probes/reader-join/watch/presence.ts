import { BilanciaError } from '../../../core/errors.ts';
import { every } from '../../../core/every.ts';
import type { Instance } from '../../../core/topology.ts';
import { withRole } from '../../../core/with-role.ts';
import type { Target, TargetDatabase } from '../../../targets/target.ts';
import { asDatabaseError } from '../../database/connection.ts';
import { whoAnswers } from '../../reader-balance/watch/identity.ts';
import { sampleOf } from '../../reader-balance/watch/watch.ts';
import type { Sample } from '../samples/sample.ts';

const everyMs = 1_000;

interface Presence {
  readonly target: Target;
  readonly database: TargetDatabase;
  /** Ids by what instances say that they are; grows as readers join. */
  readonly known: Map<string, string>;
  readonly first: readonly Instance[];
  readonly allow: (address: string) => Promise<void>;
  readonly until: AbortSignal;
}

/**
 * Readers that take connections now: those that the target says are healthy; where it cannot say, those of its file that
 * answer.
 */
export async function presentReaders(
  { instancesNow }: Target,
  database: TargetDatabase,
): Promise<readonly Instance[]> {
  if (instancesNow !== undefined) {
    const instances = await instancesNow();
    const healthy = withRole(instances, 'reader').filter(({ health }) => health === 'healthy');
    return healthy.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
  const answers = database.readers.map(async (reader) =>
    (await identityAt(database, reader)) === undefined ? [] : [reader],
  );
  return (await Promise.all(answers)).flat();
}

/** Who a node says that it is; undefined where it does not answer, or not us. */
async function identityAt(database: TargetDatabase, node: Instance): Promise<string | undefined> {
  try {
    return await whoAnswers(database, node.address);
  } catch (error) {
    if (asDatabaseError(error, node) instanceof BilanciaError) return undefined;
    throw error;
  }
}

/** All nodes, at the start and each time that a reader has joined or left. */
export async function* watchPresence(
  { target, database, known, first, allow, until }: Presence,
  tell: (readers: readonly Instance[]) => void,
): AsyncGenerator<Sample> {
  const nodes = (readers: readonly Instance[]): Sample[] => {
    const at = Date.now();
    return [database.writer, ...readers].map((node) => sampleOf(node, at));
  };
  yield* nodes(first);
  let before = inWords(first);
  for await (const _ of every(target.lookEveryMs ?? everyMs, until)) {
    const readers = await readersNow(target, database);
    if (readers === undefined || inWords(readers) === before) continue;
    before = inWords(readers);
    for (const { address } of readers) await allow(address);
    tell(readers);
    yield* nodes(readers);
    for (const reader of readers) {
      if ([...known.values()].includes(reader.id)) continue;
      // One that does not say yet is asked again when the next change comes.
      const identity = await identityAt(database, reader);
      if (identity !== undefined) known.set(identity, reader.id);
    }
  }
}

/** Undefined while the target does not answer. */
async function readersNow(
  target: Target,
  database: TargetDatabase,
): Promise<readonly Instance[] | undefined> {
  try {
    return await presentReaders(target, database);
  } catch (error) {
    if (error instanceof BilanciaError) return undefined;
    throw error;
  }
}

function inWords(readers: readonly Instance[]): string {
  return readers.map(({ id }) => id).join(' ');
}
