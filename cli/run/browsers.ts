import { availableParallelism } from 'node:os';
import { knownError } from '../../core/errors.ts';
import type { RunRequest } from '../../run/request.ts';
import type { Profile } from '../../scenarios/profiles.ts';

/** A number of browsers, as typed after the flag: none, or as many as the machine can be asked for. */
export function browsersOf(text: string): number {
  const most = Math.max(1, availableParallelism());
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw knownError('bad-value', {
    what: '--browsers',
    given: text,
    // Measured beside the local cluster, see docs/profiles.md.
    expected:
      'a whole number of browsers, at most one a core: on two cores, four bring the p95 of 1,000 visitors from 8 to 77 ms',
  });
}

/**
 * The real browsers of a run.
 * @param asked by the flag, where it was given
 * @throws bad-usage where nobody would play them
 */
export function browsersFor(
  { browsers }: Pick<Profile, 'browsers'>,
  engine: RunRequest['engine'],
  asked: number | undefined,
): Pick<RunRequest, 'browsers'> {
  const refuse = (why: string): Error =>
    knownError('bad-usage', {
      problem: `--browsers ${asked}: ${why}`,
      help: 'bilancia run --help',
    });
  if (asked !== undefined && asked > 0) {
    if (browsers === undefined) throw refuse('only the profile front-end has real browsers');
    if (engine !== 'k6') throw refuse('only k6 plays real browsers');
  }
  const count = asked ?? browsers?.count ?? 0;
  return browsers === undefined || engine !== 'k6' || count === 0
    ? {}
    : { browsers: { ...browsers, count } };
}
