import { setTimeout as pause } from 'node:timers/promises';
import { pause as pauseUntil } from '../../../core/pause.ts';
import type { DatabaseNode } from '../database/node.ts';
import { query } from '../database/query.ts';
import type { Secrets } from '../state.ts';
import type { ControlPlane } from './control-plane.ts';
import type { PartRegistry } from './part-registry.ts';

interface WriterWatch {
  readonly controlPlane: ControlPlane;
  readonly registry: PartRegistry;
  readonly secrets: Secrets;
  readonly stopping: AbortSignal;
}

const lookEveryMs = 50;
const askEveryMs = 1000;
const patienceMs = 1000;
/** So many questions in a row without an answer, while a reader answers, and the writer counts as gone. */
const silencesThatCount = 4;

/** Looks after the writer until `stopping`: one that ended, or that says nothing while others do, is replaced. */
export async function watchWriter(watch: WriterWatch): Promise<void> {
  const { controlPlane, registry, secrets, stopping } = watch;
  let silences = 0;
  let askedAt = 0;
  let asked: DatabaseNode | undefined;
  while (!stopping.aborted) {
    await pause(lookEveryMs);
    const writer = controlPlane.writer();
    if (writer !== asked) silences = 0;
    asked = writer;
    const part = registry.find(writer.name);
    if (part?.pid === null && part.health === 'unhealthy') {
      await controlPlane.failOver(`${writer.name} ended`);
      continue;
    }
    if (part?.health === 'starting' || performance.now() - askedAt < askEveryMs) continue;
    askedAt = performance.now();
    const [isThere, ...others] = await Promise.all(
      [writer, ...controlPlane.readers()].map((node) => answers(node, secrets)),
    );
    // On a machine that is too busy for all of them, the silence of one says nothing.
    if (isThere === true || !others.includes(true)) silences = 0;
    else silences += 1;
    if (silences < silencesThatCount || stopping.aborted) continue;
    silences = 0;
    await controlPlane.failOver(`${writer.name} has not answered for ${silencesThatCount} s`);
  }
}

/** Whether a node answers in time; a refusal, such as for too many connections, is an answer. */
async function answers(node: DatabaseNode, { root }: Secrets): Promise<boolean> {
  const limit = new AbortController();
  const answer = query(node.socket, root, ['SELECT 1']).then(
    () => true,
    (error: unknown) => error instanceof Error && 'sqlState' in error,
  );
  const late = pauseUntil(patienceMs, limit.signal).then(() => false);
  const isThere = await Promise.race([answer, late]);
  limit.abort();
  return isThere;
}
