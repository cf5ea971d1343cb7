import { knownError, reasonOf } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import type { Stray } from '../scenarios/engine.ts';
import { addressesOf, bare, isThisMachine, namesOf } from '../targets/hosts.ts';
import { confirmationFlag } from '../targets/reach.ts';
import type { Target } from '../targets/target.ts';

/** Follows where requests go while they go. */
export interface Whereabouts {
  readonly address: (address: string) => void;
  readonly stray: (stray: Stray) => void;
  /** IP addresses that the target has been seen to have. */
  readonly addresses: () => Promise<string[]>;
}

/** A name server that does not answer must not hold up the end of a run. */
const mostMs = 5_000;

/** @param end ends the run at once with this error, a clause says why */
export function followWhereabouts(
  target: Target,
  end: (error: Error, because: string) => void,
  tell: (text: string) => void,
): Whereabouts {
  const names = namesOf(target);
  const known = new Set<string>();
  let looking = Promise.resolve();

  const look = async (name: string): Promise<void> => {
    try {
      for (const address of await addressesOf(name)) known.add(address);
    } catch (error) {
      tell(`The addresses of ${name} are not known: ${reasonOf(error)}.`);
    }
  };
  const lookFor = async (address: string, before: Promise<void>): Promise<void> => {
    await before;
    if (!known.has(address)) await Promise.all(names.map(look));
  };
  const endFor = (host: string, kept: boolean): void =>
    end(
      knownError('load-elsewhere', { host, kept, flag: confirmationFlag }),
      `the script turned to ${host}, which is not on this machine`,
    );
  const check = async ({ host, kept }: Stray): Promise<void> => {
    try {
      if (await isThisMachine(bare(host))) return;
    } catch (error) {
      // Where a name leads nowhere, no load goes.
      tell(`The addresses of ${host} are not known: ${reasonOf(error)}.`);
      return;
    }
    endFor(host, kept);
  };

  return {
    // Names may get other addresses at any time, and load balancers do.
    address: (address) => {
      looking = lookFor(address, looking);
    },
    stray: (stray) => {
      if (stray.isCertain) endFor(stray.host, stray.kept);
      else void check(stray);
    },
    addresses: async () => {
      const over = new AbortController();
      await Promise.race([looking, pause(mostMs, over.signal)]);
      over.abort();
      return [...known];
    },
  };
}
