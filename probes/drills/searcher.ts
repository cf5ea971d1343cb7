import { reasonOf } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import type { Target } from '../../targets/target.ts';
import type { DrillProbe } from './drill.ts';
import { ask, type Wish, wishesOf } from './site.ts';

/** A visitor who searches again and again and never books: all of it is read, from readers where there are some. */
export interface Searcher {
  /** Begins to search; so when the first search was answered. */
  readonly begins: DrillProbe;
  /** So when as many more were answered since it was first looked at. */
  readonly goesOn: (searches: number) => DrillProbe;
  /** So when no search failed up to now. */
  readonly noneFailed: DrillProbe;
  /** Ends the searching. */
  readonly ends: DrillProbe;
}

const pauseMs = 200;

export function searcher(): Searcher {
  const over = new AbortController();
  const failures: string[] = [];
  let answered = 0;
  let going: Promise<void> | undefined;
  const told = (): string =>
    `${answered} searches, ${failures.length} failed${failures.length === 0 ? '' : `: ${failures[0]}`}`;
  const searches = async (target: Target): Promise<void> => {
    const wishes = await wishesOf(target);
    for (let nth = 0; !over.signal.aborted; nth += 1) {
      try {
        const { status } = await ask(target, searchFor(wishes[nth % wishes.length]));
        if (status === 200) answered += 1;
        else failures.push(`it was answered with ${status}`);
      } catch (error) {
        failures.push(reasonOf(error));
      }
      await pause(pauseMs, over.signal);
    }
  };
  return {
    begins: {
      name: 'searches are answered',
      look: async ({ target }) => {
        going ??= searches(target).catch((error: unknown) => void failures.push(reasonOf(error)));
        return { isMet: answered > 0, output: told() };
      },
    },
    goesOn: (wanted) => {
      let before: number | undefined;
      return {
        name: 'searches go on',
        look: async () => {
          before ??= answered;
          return { isMet: answered >= before + wanted, output: told() };
        },
      };
    },
    noneFailed: {
      name: 'no search failed',
      look: async () => ({ isMet: answered > 0 && failures.length === 0, output: told() }),
    },
    ends: {
      name: 'nobody searches any more',
      look: async () => {
        over.abort();
        await going;
        return { isMet: true, output: told() };
      },
    },
  };
}

function searchFor(wish: Wish | undefined): string {
  const { property = '', arrival = '', departure = '' } = wish ?? {};
  const stay = new URLSearchParams({ property, arrival, departure, adults: '2', children: '0' });
  return `availability/v1/offers?${stay.toString()}`;
}
