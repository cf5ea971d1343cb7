import { BilanciaError } from '../../core/errors.ts';
import { every } from '../../core/every.ts';
import {
  changesBetween,
  changesOf,
  pictureOf,
  type TopologyPicture,
} from '../../core/run-folder/topology-changes.ts';
import type { TopologyRecord } from '../../core/run-folder/files/topology.ts';
import type { InstanceStep, TopologyLook } from '../../core/topology.ts';
import type { Target } from '../../targets/target.ts';
import type { Observer } from './observer.ts';

const everyMs = 1_000;

/**
 * What becomes of the instances. A target that keeps the steps between two looks is asked for those, for an instance may
 * end and come back within a second; another's pictures are compared, and what is written is the same.
 */
export const topology: Observer = {
  file: 'topology',
  watch: ({ target, until }) => {
    const look = lookAt(target);
    return look === undefined ? undefined : follow(look, target.lookEveryMs ?? everyMs, until);
  },
};

type Look = (position: string | undefined) => Promise<TopologyLook>;

function lookAt({ instancesSince, instancesNow }: Target): Look | undefined {
  if (instancesSince !== undefined || instancesNow === undefined) return instancesSince;
  return async () => ({ instances: await instancesNow(), steps: [], position: '' });
}

async function* follow(
  look: Look,
  pauseMs: number,
  until: AbortSignal,
): AsyncGenerator<TopologyRecord> {
  let picture: TopologyPicture | undefined;
  let position: string | undefined;
  let isUnseen = false;
  const next = async function* (): AsyncGenerator<TopologyRecord> {
    const seen = await look(position).catch(unlessKnown);
    const at = Date.now();
    if (seen instanceof BilanciaError) {
      if (!isUnseen) yield { change: 'unseen', at, reason: seen.message };
      isUnseen = true;
      return;
    }
    if (isUnseen) yield { change: 'seen', at };
    isUnseen = false;
    const now = pictureOf(seen.instances);
    if (picture === undefined)
      for (const instance of seen.instances) yield { change: 'present', at, instance };
    else yield* changesUpTo(picture, seen.steps, now, at);
    ({ position } = seen);
    picture = now;
  };
  yield* next();
  for await (const _ of every(pauseMs, until)) yield* next();
  // What came to pass since the last look belongs to the run, too.
  yield* next();
}

/** The changes by the steps, and whatever these do not explain. */
export function* changesUpTo(
  before: TopologyPicture,
  steps: readonly InstanceStep[],
  now: TopologyPicture,
  at: number,
): Generator<TopologyRecord> {
  const picture = new Map(before);
  for (const step of steps) {
    const known = picture.get(step.id);
    if (step.state === null) {
      if (known !== undefined) yield { change: 'gone', at: step.at, instance: known };
      picture.delete(step.id);
    } else {
      yield* changesOf(known, step.state, step.at);
      picture.set(step.id, step.state);
    }
  }
  yield* changesBetween(picture, now, at);
}

/** A target that does not answer is a finding; anything else is a fault of ours. */
function unlessKnown(error: unknown): BilanciaError {
  if (error instanceof BilanciaError) return error;
  throw error;
}
