import { knownError } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';
import { withRole } from '../../../core/with-role.ts';
import type { Target } from '../../../targets/target.ts';
import type { Look } from '../../contract/probe.ts';
import type { Sample } from '../samples/sample.ts';
import { planOf } from '../samples/settings.ts';

/** Adds a reader and removes it. */
export interface Changer {
  /** @returns its id */
  readonly add: () => Promise<string>;
  readonly remove: (id: string) => Promise<void>;
}

/** @throws probe-impossible where readers cannot be added */
export function changer({ name, control, capabilities, instancesNow }: Target): Changer {
  if (
    control === undefined ||
    instancesNow === undefined ||
    !capabilities.break.includes('change-readers')
  )
    throw knownError('probe-impossible', {
      probe: 'reader-join',
      target: name,
      reason: 'readers cannot be added to it from here',
      remedy: 'Leave out --yes, and add one yourself while the probe looks.',
    });
  const readers = async (): Promise<string[]> =>
    withRole(await instancesNow(), 'reader').map(({ id }) => id);
  return {
    add: async () => {
      const before = await readers();
      await control.act({ name: 'add-reader', given: {} });
      const added = (await readers()).find((id) => !before.includes(id));
      if (added === undefined) throw new Error('the reader that was added is not there');
      return added;
    },
    remove: (id) => control.act({ name: 'remove-reader', given: { part: id } }),
  };
}

/** A reader joins, stays, and leaves; it is removed whatever ends the probe. Then all is over. */
export async function* joinAndLeave(
  { add, remove }: Changer,
  { until, settings, tell }: Look,
  over: () => void,
): AsyncGenerator<Sample> {
  const { before, stay, after } = planOf(settings);
  await pause(before * 1000, until);
  if (until.aborted) return;
  yield { kind: 'step', at: Date.now(), did: 'add-reader' };
  const added = await add();
  try {
    tell(`Added ${added}.`);
    await pause(stay * 1000, until);
    yield { kind: 'step', at: Date.now(), did: 'remove-reader' };
  } finally {
    await remove(added);
    tell(`Removed ${added}.`);
  }
  await pause(after * 1000, until);
  over();
}
